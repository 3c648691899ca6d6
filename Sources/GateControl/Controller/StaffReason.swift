/// Who acts from the desk, and why.
public struct StaffReason: Hashable, Sendable {
    /// The account, such as `anna`.
    public let who: String
    public let why: String

    public init(who: String, why: String) { (self.who, self.why) = (who, why) }
}
