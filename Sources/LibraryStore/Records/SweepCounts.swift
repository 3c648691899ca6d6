/// How many rows a sweep cleared or deleted.
public struct SweepCounts: Hashable, Sendable {
    public var facts = 0
    public var decisions = 0
    public var visits = 0
    public var bookings = 0
    public var usedPasses = 0
    /// With their appeals.
    public var violations = 0
    public var submissions = 0
    /// Faults of the house and dated exceptions of its hours.
    public var house = 0
    /// Staff acts, lane events and unmatched exits.
    public var events = 0
    /// Sign-ins that have ended.
    public var sessions = 0
    /// Counts of how full a campus was.
    public var samples = 0

    public init() {}
}
