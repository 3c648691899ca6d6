public import LibraryModel

/// A staff act by button or desk, always recorded (design section 1).
public struct OverrideRecord: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    public let lane: LaneID
    /// The account or the button, such as `desk:anna` or `button:east-in`.
    public let who: String
    /// What was done, such as `open_entry` or `hold`.
    public let action: String
    public let why: String
    /// False when the lane would have opened anyway, or was in that mode already.
    public let needed: Bool

    /// `who` and `action` are cut at ``StoreLimits/word``, `why` at ``StoreLimits/sentence``.
    public init(id: RecordID, at: WallTime, lane: LaneID, who: String, action: String, why: String, needed: Bool) {
        (self.id, self.at, self.lane, self.needed) = (id, at, lane, needed)
        self.who = String(who.prefix(StoreLimits.word))
        self.action = String(action.prefix(StoreLimits.word))
        self.why = String(why.prefix(StoreLimits.sentence))
    }
}
