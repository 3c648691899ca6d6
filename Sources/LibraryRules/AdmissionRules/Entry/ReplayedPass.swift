import LibraryModel

/// R23: a pass is good once; somebody went in with this one.
enum ReplayedPass: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.records.passUse == .passed ? Decision(.replayed) : nil
    }
}
