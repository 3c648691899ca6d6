public import LibraryModel

/// A decision that admitted: one person may go through, once.
public struct Grant: Hashable, Codable, Sendable {
    /// Why the lane may open.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A seat was reserved.
        case seat
        /// The same pass again before its passage (B21); the id is that of the seat it already holds.
        case reopen
        case exit
        /// A recorded override of the desk.
        case override
    }

    /// The seat, visit or override that the passage belongs to.
    public let id: RecordID
    public let direction: Direction
    public let kind: Kind

    public init(id: RecordID, direction: Direction, kind: Kind) {
        (self.id, self.direction, self.kind) = (id, direction, kind)
    }
}
