public import LibraryModel

/// Everything that the admission rules may look at, and nothing else. Kept with the decision, so that replaying it
/// must give the same answer (design invariant 7).
public struct AdmissionFacts: Hashable, Codable, Sendable {
    public var circumstances: Circumstances
    public var records: AdmissionRecords

    public init(circumstances: Circumstances, records: AdmissionRecords) {
        (self.circumstances, self.records) = (circumstances, records)
    }
}

/// What the store knew at the moment of the decision, read in the transaction that writes the decision.
public struct AdmissionRecords: Hashable, Codable, Sendable {
    /// The booking that the pass names; nil when this gate has not heard of it.
    public var booking: Booking?
    public var patron: PatronFacts?
    /// The patron's seat that is held or taken, at whichever campus; also found by booking when the patron is unknown.
    public var visit: VisitFacts?
    public var passUse: PassUse
    /// Staff withdrew this pass or all passes of its booking.
    public var revoked: Bool
    /// Seats of this campus.
    public var occupancy: Occupancy

    public init(
        booking: Booking? = nil, patron: PatronFacts? = nil, visit: VisitFacts? = nil, passUse: PassUse = .unused,
        revoked: Bool = false, occupancy: Occupancy
    ) {
        (self.booking, self.patron, self.visit) = (booking, patron, visit)
        (self.passUse, self.revoked, self.occupancy) = (passUse, revoked, occupancy)
    }
}

/// The part of a patron that decides: no name, and no number, which the booking has.
public struct PatronFacts: Hashable, Codable, Sendable {
    public var standing: Patron.Standing
    /// Until when no booking may be made (R18, R19); bars the entry only where the policy says so.
    public var suspendedUntil: WallTime?

    public init(standing: Patron.Standing, suspendedUntil: WallTime? = nil) {
        (self.standing, self.suspendedUntil) = (standing, suspendedUntil)
    }
}

/// A seat that is held or taken.
public struct VisitFacts: Hashable, Codable, Sendable {
    /// Held for somebody, or taken by somebody.
    public enum Stage: String, Codable, Sendable { case reserved, inside }

    public var stage: Stage
    public var booking: BookingID?
    public var campus: CampusID
    /// The lane of the entry.
    public var lane: LaneID
    /// When the booking of the seat ends, as far as known: a next booking from then on continues the stay (R7).
    public var bookingEnd: WallTime?

    public init(
        stage: Stage, booking: BookingID?, campus: CampusID, lane: LaneID, bookingEnd: WallTime? = nil
    ) {
        (self.stage, self.booking, self.campus, self.lane) = (stage, booking, campus, lane)
        self.bookingEnd = bookingEnd
    }
}

/// What happened to this very pass before (R23).
public enum PassUse: String, Hashable, Codable, Sendable {
    case unused
    /// It opened a lane and nobody went through.
    case opened
    /// Somebody went in with it.
    case passed
}
