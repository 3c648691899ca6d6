/// A patron's claim on one campus (R3) from `start` to `end`.
public struct Booking: Hashable, Codable, Sendable {
    /// The states of R22. No other transition exists than those that the rules name.
    public enum State: String, Codable, Sendable, CaseIterable {
        case booked
        /// The pass was accepted; nobody has gone through yet.
        case checkedIn = "checked_in"
        case inUse = "in_use"
        case completed
        case cancelled
        /// 未签到: the check-in window closed without a check-in.
        case noShow = "no_show"
        /// 未签退: the sign-out deadline passed.
        case notSignedOut = "not_signed_out"
        /// Ended by the house without fault of the patron, such as after a full house.
        case released
    }

    /// Why a booking was released; the record says so (design invariant 9).
    public enum ReleaseReason: String, Codable, Sendable, CaseIterable {
        /// The house turned the patron away in time (B19).
        case turnedAway = "turned_away"
        /// A fault of the house lay in the check-in window.
        case houseFault = "house_fault"
        /// The house opens at other hours that day (R21).
        case closed
    }

    public let id: BookingID
    public let patron: PatronID
    public let campus: CampusID
    public let start: WallTime
    public let end: WallTime
    public var state: State
    public let createdAt: WallTime
    /// The first successful decode at the right campus (R10).
    public var checkedInAt: WallTime?
    /// The house turned the patron away within the window (R15b, B19): no violation may follow.
    public var turnedAwayAt: WallTime?
    /// When its last state began; nil while it is open.
    public var endedAt: WallTime?
    /// Set when it is released.
    public var releasedWhy: ReleaseReason?

    public init(
        id: BookingID, patron: PatronID, campus: CampusID, start: WallTime, end: WallTime, state: State = .booked,
        createdAt: WallTime, checkedInAt: WallTime? = nil, turnedAwayAt: WallTime? = nil,
        endedAt: WallTime? = nil, releasedWhy: ReleaseReason? = nil
    ) {
        (self.id, self.patron, self.campus, self.start, self.end) = (id, patron, campus, start, end)
        (self.state, self.createdAt, self.checkedInAt, self.turnedAwayAt) = (state, createdAt, checkedInAt, turnedAwayAt)
        (self.endedAt, self.releasedWhy) = (endedAt, releasedWhy)
    }

    /// It still holds a place: booked, checked in or in use (R5).
    public var isOpen: Bool {
        switch state {
        case .booked, .checkedIn, .inUse: true
        case .completed, .cancelled, .noShow, .notSignedOut, .released: false
        }
    }
}
