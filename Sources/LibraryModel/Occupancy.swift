/// The seats of a campus at one instant.
public struct Occupancy: Hashable, Codable, Sendable {
    /// Patrons who went in and have not come out.
    public var inside: Int
    /// Seats held for patrons whose lane is open.
    public var reserved: Int
    public var cap: Int

    public init(inside: Int, reserved: Int, cap: Int) { (self.inside, self.reserved, self.cap) = (inside, reserved, cap) }

    /// Inside and reserved together: what the cap bounds (design invariant 1).
    public var taken: Int { inside + reserved }
    public var isFull: Bool { taken >= cap }
}
