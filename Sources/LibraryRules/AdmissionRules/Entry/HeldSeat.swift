import LibraryModel

/// R13, B21: until the passage the pass opens its lane again, on the seat that it holds. It may have run out
/// meanwhile; another pass of the booking may not.
enum HeldSeat: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let visit = arrival.records.visit, visit.stage == .reserved, arrival.hasOwnVisit else { return nil }
        guard arrival.records.passUse == .opened || ExpiredPass.check(arrival) == nil else { return nil }
        guard visit.lane == arrival.circumstances.lane else { return Decision(.notPassed, lane: visit.lane) }
        return Decision(.reentry, effects: [.keepSeat])
    }
}
