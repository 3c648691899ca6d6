import LibraryModel

/// A rule that says what the clock does to a booking by itself (R22).
protocol ClockRule: SendableMetatype {
    /// The change that is to come if nothing happens before; nil when the rule has nothing to say.
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange?
}

/// What becomes of a booking at an instant that a rule names.
struct DueChange {
    let booking: BookingID
    let to: Booking.State
    /// The instant that the rule names.
    let at: WallTime
    /// The first instant at which it is so: the same, or the one after a deadline that is itself still in time.
    let known: WallTime
    let cause: Settlement.Step.Cause
    /// Set when it is the patron's own omission (R17).
    var violation: Violation.Kind?
}

/// What the rules of the clock look at: one patron's ledger and the house around it.
struct ClockFacts {
    var ledger: PatronLedger
    let now: WallTime
    let faults: [HouseFault]
    /// Of every campus that the ledger names.
    let hours: [CampusID: OpeningHours]
    let policy: HousePolicy

    /// Whether the house was at fault at any instant of `first...last` (design invariant 9).
    func houseWasAtFault(at campus: CampusID, from first: WallTime, to last: WallTime) -> Bool {
        faults.contains { $0.campus == campus && $0.touches(first, last) }
    }

    func offset(of campus: CampusID) -> TimeZoneOffset { hours[campus]?.offset ?? .shanghai }
}

/// The rules of the clock. Where several name the same instant, the first in this list is first.
enum ClockOrder {
    static let rules: [any ClockRule.Type] = [
        VoidedBooking.self,  // released, when the hours of the day have changed
        ContinuedStay.self,  // completed, and the next one in use
        UnusedCheckIn.self,  // completed
        MissedSignOut.self,  // not_signed_out or completed
        MissedCheckIn.self,  // no_show or released
    ]
}
