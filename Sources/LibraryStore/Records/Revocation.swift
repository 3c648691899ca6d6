public import LibraryModel

/// Staff withdraws a pass.
public struct Revocation: Hashable, Sendable {
    /// What is withdrawn.
    public enum Target: Hashable, Sendable {
        /// Every pass of this booking, issued already or later.
        case booking(BookingID)
        case pass(PassID)
    }

    public let id: RecordID
    public let target: Target
    public let at: WallTime
    public let who: String
    public let why: String

    /// `who` is cut at ``StoreLimits/word``, `why` at ``StoreLimits/sentence``.
    public init(id: RecordID, target: Target, at: WallTime, who: String, why: String) {
        (self.id, self.target, self.at) = (id, target, at)
        self.who = String(who.prefix(StoreLimits.word))
        self.why = String(why.prefix(StoreLimits.sentence))
    }
}
