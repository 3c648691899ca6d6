import LibraryModel

/// R21: outside of opening hours nobody goes in. What is left is a check-in before the opening, ``LaterOpening``; so
/// nobody is asked for a location for whom there is nothing to record.
enum ClosedHouse: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let opening = arrival.circumstances.opening, arrival.now < opening.closes else {
            return Decision(.closed)
        }
        guard arrival.now < opening.opens else { return nil }
        let canCheckIn =
            arrival.policy.earlyHouse == .checkIn && arrival.records.booking?.state == .booked
            && opening.opens < arrival.end
        return canCheckIn ? nil : Decision(.closed, opensAt: opening.opens)
    }
}
