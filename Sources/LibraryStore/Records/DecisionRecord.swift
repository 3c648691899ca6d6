public import LibraryModel

/// One line of the log of decisions.
public struct DecisionRecord: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    public let gate: GateID
    public let lane: LaneID
    public let direction: Direction
    public let campus: CampusID
    /// Nil when the code was no pass.
    public let booking: BookingID?
    public let code: DecisionCode
    public let seat: RecordID?

    public init(
        id: RecordID, at: WallTime, gate: GateID, lane: LaneID, direction: Direction, campus: CampusID,
        booking: BookingID?, code: DecisionCode, seat: RecordID?
    ) {
        (self.id, self.at, self.gate, self.lane) = (id, at, gate, lane)
        (self.direction, self.campus, self.booking, self.code, self.seat) = (direction, campus, booking, code, seat)
    }
}
