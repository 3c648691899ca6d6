import LibraryModel

/// R21: a closed day, after closing, or an opening that comes too late for this booking. What is left is an opening
/// worth waiting for, ``LaterOpening``.
enum ClosedHouse: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let opening = arrival.circumstances.opening, arrival.now < opening.closes else { return Decision(.closed) }
        guard arrival.now < opening.opens else { return nil }
        let isWorthIt = !arrival.isAwaited || arrival.policy.earlyHouse == .checkIn
        return isWorthIt && opening.opens < arrival.end ? nil : Decision(.closed, opensAt: opening.opens)
    }
}
