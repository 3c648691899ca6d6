/// A patron's own omission (R17). A booking yields at most one, so the booking's id is its id.
public struct Violation: Hashable, Codable, Sendable {
    /// There are exactly two kinds.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// 未签到: nobody checked in within the window.
        case noShow = "no_show"
        /// 未签退: nobody signed out until the deadline.
        case notSignedOut = "not_signed_out"
    }

    /// Staff made it void (R20).
    public struct Waiver: Hashable, Codable, Sendable {
        public let at: WallTime
        public let who: String
        public let why: String

        public init(at: WallTime, who: String, why: String) { (self.at, self.who, self.why) = (at, who, why) }
    }

    public let booking: BookingID
    public let patron: PatronID
    public let campus: CampusID
    public let kind: Kind
    /// The missed deadline, to the millisecond (R17).
    public let at: WallTime
    /// Nil while it counts.
    public var waiver: Waiver?

    public init(
        booking: BookingID, patron: PatronID, campus: CampusID, kind: Kind, at: WallTime, waiver: Waiver? = nil
    ) {
        (self.booking, self.patron, self.campus) = (booking, patron, campus)
        (self.kind, self.at, self.waiver) = (kind, at, waiver)
    }

    public var counts: Bool { waiver == nil }
}
