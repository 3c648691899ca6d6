public import LibraryModel

/// Somebody went through a lane.
public struct Passage: Hashable, Sendable {
    /// The id of this passage; a repeat with the same id counts once.
    public let id: RecordID
    public let campus: CampusID
    public let gate: GateID
    public let lane: LaneID
    public let at: WallTime

    public init(id: RecordID, campus: CampusID, gate: GateID, lane: LaneID, at: WallTime) {
        (self.id, self.campus, self.gate, self.lane, self.at) = (id, campus, gate, lane, at)
    }
}
