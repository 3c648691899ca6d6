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

    public init(time: WallTime, trust: Trust) { (self.time, self.trust) = (time, trust) }
}
