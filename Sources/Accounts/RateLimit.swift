public import LibraryModel

/// So many requests at once and one more each so often, for each key: a token bucket, kept as the one instant at which
/// the bucket would be full again (the generic cell rate algorithm, ITU-T I.371).
public struct RateLimit<Key: Hashable & Sendable>: Sendable {
    private let burst: Int
    private let interval: Duration
    private var fullAt: RecentKeys<Key, Instant>

    /// Lets `burst` requests through at once and one more each `interval`. Of more than `keys` keys the ones used
    /// last are remembered; whoever is forgotten starts with a full bucket.
    public init(burst: Int, each interval: Duration, keys: Int) {
        precondition(burst > 0 && interval > .zero, "a rate lets something through")
        (self.burst, self.interval) = (burst, interval)
        fullAt = RecentKeys(capacity: keys)
    }

    /// How many keys are remembered.
    public var keyCount: Int { fullAt.count }

    /// Takes one from the bucket of `key`. Nil: go on. Otherwise nothing was taken, and there is one after this time.
    public mutating func take(_ key: Key, at now: Instant) -> Duration? {
        if let wait = wait(for: key, at: now) { return wait }
        fullAt[key] = max(fullAt[key] ?? now, now) + interval
        return nil
    }

    /// Puts one back that was taken for what turned out not to count.
    public mutating func giveBack(_ key: Key) {
        if let full = fullAt[key] { fullAt[key] = full + (.zero - interval) }
    }

    /// After what time the bucket of `key` has one; nil: it has one now. Takes nothing: to look first and take later lets
    /// everybody through who comes between.
    private func wait(for key: Key, at now: Instant) -> Duration? {
        let excess = max(fullAt[key] ?? now, now) - now - interval * (burst - 1)
        return excess > .zero ? excess : nil
    }
}
