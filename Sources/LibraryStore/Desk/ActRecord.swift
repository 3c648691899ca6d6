public import LibraryModel

/// One line of the log of what staff did.
public struct ActRecord: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    /// From where and who, such as `desk:anna` or `button:east-in`.
    public let who: String
    /// Nil for buttons and commands at a shell.
    public let role: StaffRole?
    /// A stable word; see ``DeskDeed/init(action:)``.
    public let action: String
    public let lane: LaneID?
    public let campus: CampusID?
    /// The visit, booking or patron that it is about.
    public let subject: String?
    public let why: String
    /// False when it changed nothing that was not so already.
    public let needed: Bool
    /// What a recount added to the count.
    public let difference: Int?
    public let undoes: RecordID?
    public let undoneBy: RecordID?
    /// What taking it back needs; for this target only.
    let detail: String?

    /// What it was; nil for a word that this version does not know.
    public var deed: DeskDeed? { DeskDeed(action: action) }

    /// Whether it can still be taken back.
    public var canBeUndone: Bool { deed?.isUndoable == true && undoneBy == nil && undoes == nil }

    /// As the store will keep what was done at a lane.
    public init(_ act: OverrideRecord) {
        self.init(
            id: act.id, at: act.at, who: act.who, role: act.role, action: act.action, lane: act.lane, campus: act.campus,
            subject: act.subject, why: act.why, needed: act.needed, undoes: act.undoes)
    }

    init(
        id: RecordID, at: WallTime, who: String, role: StaffRole?, action: String, lane: LaneID? = nil,
        campus: CampusID? = nil, subject: String? = nil, why: String, needed: Bool, difference: Int? = nil,
        undoes: RecordID? = nil, undoneBy: RecordID? = nil, detail: String? = nil
    ) {
        (self.id, self.at, self.who, self.role, self.action, self.lane) = (id, at, who, role, action, lane)
        (self.campus, self.subject, self.why, self.needed) = (campus, subject, why, needed)
        (self.difference, self.undoes, self.undoneBy, self.detail) = (difference, undoes, undoneBy, detail)
    }
}

/// Which acts are meant. All that is given must hold.
public struct ActQuery: Hashable, Sendable {
    /// Instants `from <= at < until`.
    public var from: WallTime?
    public var until: WallTime?
    /// Older than this one.
    public var before: RecordID?
    /// At most ``StoreLimits/page``.
    public var limit: Int

    public init(from: WallTime? = nil, until: WallTime? = nil, before: RecordID? = nil, limit: Int = 100) {
        (self.from, self.until, self.before, self.limit) = (from, until, before, limit)
    }
}
