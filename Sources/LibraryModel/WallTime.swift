/// An instant on the civil time line: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
///
/// Rules compare these; nothing that times hardware does (see ``Instant``).
public struct WallTime: Hashable, Comparable, Codable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Whole seconds since the epoch, as a CWT writes them (RFC 8392 section 2).
    public init(seconds: Int64) { self.init(milliseconds: seconds * 1000) }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// Moved later by `duration`, cut to the millisecond.
    public static func + (time: Self, duration: Duration) -> Self {
        Self(milliseconds: time.milliseconds + duration.inMilliseconds)
    }

    public static func - (time: Self, duration: Duration) -> Self {
        Self(milliseconds: time.milliseconds - duration.inMilliseconds)
    }

    /// How much later `left` is than `right`; negative when it is earlier.
    public static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }

    public init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
