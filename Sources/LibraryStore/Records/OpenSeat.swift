public import LibraryModel

/// A seat that is held and not yet taken.
public struct OpenSeat: Hashable, Sendable {
    public let seat: RecordID
    public let campus: CampusID
    public let gate: GateID
    public let lane: LaneID
    public let booking: BookingID?
    public let reservedAt: WallTime

    public init(
        seat: RecordID, campus: CampusID, gate: GateID, lane: LaneID, booking: BookingID?, reservedAt: WallTime
    ) {
        (self.seat, self.campus, self.gate, self.lane, self.booking, self.reservedAt) = (seat, campus, gate, lane, booking, reservedAt)
    }
}
