public import LibraryModel

/// A staff act by button or desk, always recorded (design section 1).
public struct OverrideRecord: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    /// Nil where none is meant.
    public let lane: LaneID?
    public let campus: CampusID?
    /// The account or the button, such as `desk:anna` or `button:east-in`.
    public let who: String
    /// What was done, such as `open_entry` or `hold`.
    public let action: String
    public let why: String
    /// False when the lane would have opened anyway, or was in that mode already.
    public let needed: Bool
    /// Whose right it was by; nil for buttons and commands at a shell.
    public let role: StaffRole?
    /// What it is about, such as a booking.
    public let subject: String?
    /// The act that this one takes back.
    public let undoes: RecordID?
    /// At which gate the lane is; empty where no lane is meant.
    public let gate: GateID
    /// What staff want of the lane from now on, where the act is about that.
    public let standing: StandingModes?

    /// `who` and `action` are cut at ``StoreLimits/word``, `why` at ``StoreLimits/sentence``.
    public init(
        id: RecordID, at: WallTime, lane: LaneID?, campus: CampusID? = nil, who: String, action: String, why: String,
        needed: Bool, role: StaffRole? = nil, subject: String? = nil, undoes: RecordID? = nil, gate: GateID = GateID(rawValue: ""),
        standing: StandingModes? = nil
    ) {
        (self.id, self.at, self.lane, self.campus, self.needed) = (id, at, lane, campus, needed)
        (self.role, self.subject, self.undoes) = (role, subject, undoes)
        (self.gate, self.standing) = (gate, standing)
        self.who = String(who.prefix(StoreLimits.word))
        self.action = String(action.prefix(StoreLimits.word))
        self.why = String(why.prefix(StoreLimits.sentence))
    }
}
