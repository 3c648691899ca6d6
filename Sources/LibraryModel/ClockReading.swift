/// A wall time and how far it can be believed (R26).
public struct ClockReading: Hashable, Codable, Sendable {
    /// How far the reading can be believed.
    public enum Trust: Hashable, Codable, Sendable {
        case trusted
        /// Not set since boot; `lastKnown` is the last trusted time plus the monotonic time since, as far as known.
        case untrusted(lastKnown: WallTime?)
    }

    public let time: WallTime
    public let trust: Trust
    /// What a clock that is in doubt would show if it had run on from when it was believed last; no part of a record.
    public private(set) var believed: WallTime?

    public init(time: WallTime, trust: Trust, believed: WallTime? = nil) {
        (self.time, self.trust, self.believed) = (time, trust, believed)
    }

    private enum CodingKeys: CodingKey { case time, trust }
}
