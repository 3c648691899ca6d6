/// The answer to one presentation: one code, what the prompt needs to fill in, and what the record must change.
public struct Decision: Hashable, Codable, Sendable {
    /// What the store changes together with the record.
    public enum Effect: String, Codable, Sendable, CaseIterable {
        /// BOOKED becomes CHECKED_IN at the instant of the decode (R10, R13).
        case checkIn = "check_in"
        /// A seat is held until the passage or the time-out.
        case reserveSeat = "reserve_seat"
        /// The held seat stays, its lane re-opens (B21).
        case keepSeat = "keep_seat"
        /// The patron was on time and the house was at fault: no violation may follow (B19).
        case noteTurnedAway = "note_turned_away"
    }

    public let code: DecisionCode
    public var effects: [Effect]
    /// When to come again: opening of the window or of the house, or end of the suspension.
    public var opensAt: WallTime?
    /// Where to go instead.
    public var campus: CampusID?
    /// The lane that already stands open for this pass.
    public var lane: LaneID?

    public init(
        _ code: DecisionCode, effects: [Effect] = [], opensAt: WallTime? = nil, campus: CampusID? = nil, lane: LaneID? = nil
    ) {
        (self.code, self.effects, self.opensAt, self.campus, self.lane) = (code, effects, opensAt, campus, lane)
    }

    public var admits: Bool { code.admits }
}
