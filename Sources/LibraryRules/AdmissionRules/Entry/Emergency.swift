import LibraryModel

/// B23: while the fire input is active both ways are free and no pass is decided.
enum Emergency: GateRule {
    static func check(_ circumstances: Circumstances, _ policy: AdmissionPolicy) -> Decision? {
        circumstances.mode == .emergency ? Decision(.emergencyOpen) : nil
    }
}
