/// A person of the institution (R1).
public struct Patron: Hashable, Codable, Sendable {
    /// Whether the account may be used.
    public enum Standing: String, Codable, Sendable, CaseIterable { case active, inactive }

    public let id: PatronID
    /// Shown to staff only; never in logs.
    public let name: String
    public let standing: Standing

    public init(id: PatronID, name: String, standing: Standing) {
        (self.id, self.name, self.standing) = (id, name, standing)
    }

    /// What a screen of the staff shows until somebody asks for more: the first character of the name.
    public var maskedName: String { name.first.map { "\($0)**" } ?? "" }
}
