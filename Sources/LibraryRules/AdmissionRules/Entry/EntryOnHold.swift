import LibraryModel

/// Staff stopped the entry (design section 5).
enum EntryOnHold: GateRule {
    static func check(_ circumstances: Circumstances, _ policy: AdmissionPolicy) -> Decision? {
        circumstances.mode == .hold ? Decision(.lockdown) : nil
    }
}
