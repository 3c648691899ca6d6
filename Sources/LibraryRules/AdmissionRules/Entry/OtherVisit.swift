import LibraryModel

/// R6, R7: one patron, one visit. A visit of another booking stands in the way, unless the two bookings follow each
/// other in this house and so make one stay.
enum OtherVisit: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let visit = arrival.records.visit else { return nil }
        let isHere = visit.campus == arrival.circumstances.campus
        switch visit.stage {
        case .reserved:
            guard !arrival.hasOwnVisit || !isHere else { return nil }
            return Decision(.notPassed, campus: isHere ? nil : visit.campus, lane: visit.lane)
        case .inside:
            let continues = isHere && visit.bookingEnd == arrival.start
            return continues ? Decision(.alreadyIn) : Decision(.signOutFirst, campus: visit.campus)
        }
    }
}
