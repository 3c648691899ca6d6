import LibraryModel

/// A lane that cannot let anybody through must not take a seat for it (R17: a gate fault is no violation).
enum UnfitLane: GateRule {
    static func check(_ circumstances: Circumstances, _ policy: AdmissionPolicy) -> Decision? {
        circumstances.laneFit ? nil : Decision(.gateFault)
    }
}
