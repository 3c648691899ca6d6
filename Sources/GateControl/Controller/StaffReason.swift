public import LibraryModel
public import LibraryStore

/// Who acts from the desk, and why.
public struct StaffReason: Hashable, Sendable {
    /// The account, such as `anna`.
    public let who: String
    public let why: String
    /// Whose right it is by; nil where the desk has no roles.
    public var role: StaffRole?
    /// The id that the record gets; nil for a new one.
    public var act: RecordID?
    /// Whether it is needed, where the desk knows more of that than the lane: somebody let in over the cap.
    public var isNeeded: Bool?
    /// What the record calls it where that is another word than the lane's.
    public var action: String?
    /// The act that this one takes back.
    public var undoes: RecordID?

    public init(
        who: String, why: String, role: StaffRole? = nil, act: RecordID? = nil, isNeeded: Bool? = nil,
        action: String? = nil, undoes: RecordID? = nil
    ) {
        (self.who, self.why, self.role, self.act) = (who, why, role, act)
        (self.isNeeded, self.action, self.undoes) = (isNeeded, action, undoes)
    }
}

/// What became of an act at a lane.
public struct StaffActResult: Sendable {
    /// The lane did it. False: it holds, is not ready, too many wait, or a key switch is stronger. That is recorded too.
    public let isServed: Bool
    public let record: OverrideRecord
    /// When the record is written: the act does not wait for that.
    public let fate: RecordFate

    public init(isServed: Bool, record: OverrideRecord, fate: RecordFate) {
        (self.isServed, self.record, self.fate) = (isServed, record, fate)
    }
}
