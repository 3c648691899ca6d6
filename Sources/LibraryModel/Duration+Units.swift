extension Duration {
    /// The whole milliseconds, rounded towards zero.
    public var inMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// The whole nanoseconds, rounded towards zero; about 292 years fit.
    public var inNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// So many minutes.
    public static func minutes(_ count: Int) -> Duration { .seconds(60 * count) }
    /// So many hours.
    public static func hours(_ count: Int) -> Duration { .seconds(3600 * count) }
}
