import LibraryModel

/// R11, B22: the booking's own visit is open in this house. The visit decides, however the booking or the pass may
/// stand by now.
enum AlreadyInside: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let visit = arrival.records.visit, visit.stage == .inside, arrival.hasOwnVisit,
            visit.campus == arrival.circumstances.campus
        else { return nil }
        return Decision(.alreadyIn)
    }
}
