import LibraryModel

/// R9, R11: no check-in by the end of the window is too late. After a check-in the pass is good until the slot ends
/// (R13).
enum MissedSlot: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        let hasEnded = arrival.earliest >= arrival.end
        guard arrival.isAwaited else { return hasEnded ? Decision(.alreadyEnded) : nil }
        guard hasEnded || arrival.window.isTooLate(arrival.earliest) else { return nil }
        // Who was turned away on time lost the booking through the house (B19).
        return Decision(arrival.records.booking?.turnedAwayAt == nil ? .tooLate : .released)
    }
}
