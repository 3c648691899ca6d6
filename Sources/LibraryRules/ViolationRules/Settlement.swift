public import LibraryModel

/// One patron's bookings and violations.
public struct PatronLedger: Hashable, Codable, Sendable {
    public var bookings: [Booking]
    public var violations: [Violation]

    public init(bookings: [Booking] = [], violations: [Violation] = []) {
        (self.bookings, self.violations) = (bookings, violations)
    }
}

/// What the clock alone has made of a ledger.
public struct Settlement: Hashable, Sendable {
    /// One booking that changed by itself.
    public struct Step: Hashable, Sendable {
        /// Why it changed.
        public enum Cause: Hashable, Sendable {
            /// The check-in window closed (R11).
            case windowClosed
            /// The booking was released, without a violation.
            case released(Booking.ReleaseReason)
            /// The next booking at the same campus goes on where this one ended (R7).
            case continuedBy(BookingID)
            case continues(BookingID)
            /// The slot ended and nobody had gone through (R22).
            case slotEnded
            /// The deadline for signing out passed (R14).
            case signOutMissed
            /// It passed in a time of a fault of the house, or a booking ends by itself: no violation.
            case endedByItself
            /// A suspension cancelled it (R18 alternative D, R19 alternative).
            case suspended
        }

        public let booking: BookingID
        public let to: Booking.State
        /// The instant that the rule names, not the one at which it was noticed.
        public let at: WallTime
        public let cause: Cause

        public init(booking: BookingID, to: Booking.State, at: WallTime, cause: Cause) {
            (self.booking, self.to, self.at, self.cause) = (booking, to, at, cause)
        }
    }

    /// The ledger as it is now.
    public var ledger: PatronLedger
    /// What changed, in the order of the instants.
    public var steps: [Step]

    public init(ledger: PatronLedger, steps: [Step]) { (self.ledger, self.steps) = (ledger, steps) }
}

/// What the clock makes of a patron's ledger at `now`: a fact, whoever asks and whenever it is written down. Settling
/// twice, or at instants between, comes to the same.
///
/// - Parameters:
///   - ledger: all open bookings; violations as far back as ``ViolationPolicy/reach``.
///   - faults: those of the campuses concerned that touch the days of the bookings.
public func settle(
    _ ledger: PatronLedger, at now: WallTime, faults: [HouseFault], hours: (CampusID) -> OpeningHours,
    under policy: HousePolicy
) -> Settlement {
    let campuses = Set(ledger.bookings.filter(\.isOpen).map(\.campus))
    let facts = ClockFacts(
        ledger: ledger, now: now, faults: faults,
        hours: Dictionary(uniqueKeysWithValues: campuses.map { ($0, hours($0)) }), policy: policy)
    var settling = Settling(facts)
    while let change = settling.nextChange() { settling.make(change) }
    return Settlement(ledger: settling.facts.ledger, steps: settling.steps.sorted { $0.at < $1.at })
}
