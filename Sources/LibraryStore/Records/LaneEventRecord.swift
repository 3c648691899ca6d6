public import LibraryModel

/// Something that happened at a lane and that somebody may ask about later: an alarm, a fault, a mode.
public struct LaneEventRecord: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    public let gate: GateID
    public let lane: LaneID
    /// A stable word, such as `forced_entry`.
    public let kind: String
    /// Plain words; no patron's name or number.
    public let detail: String

    /// `kind` is cut at ``StoreLimits/word``, `detail` at ``StoreLimits/sentence``.
    public init(id: RecordID, at: WallTime, gate: GateID, lane: LaneID, kind: String, detail: String = "") {
        (self.id, self.at, self.gate, self.lane) = (id, at, gate, lane)
        self.kind = String(kind.prefix(StoreLimits.word))
        self.detail = String(detail.prefix(StoreLimits.sentence))
    }
}
