public import LibraryModel

/// How long somebody must wait after wrong tries: longer each time, so that guessing does not pay, and never for ever, so
/// that nobody can lock another out for good.
public enum TryWait {
    /// So many wrong tries cost nothing: a slip, the other keyboard, the old password.
    public static let freeTries = 4
    /// After one more; then twice as long each time.
    public static let first: Duration = .seconds(1)
    public static let longest: Duration = .minutes(15)

    /// The wait that so many wrong tries in a row bring about.
    public static func wait(after wrongTries: Int) -> Duration {
        let over = wrongTries - freeTries
        guard over > 0 else { return .zero }
        // 2^10 s are more than the longest already.
        return min(longest, first * (1 << min(over - 1, 10)))
    }

    /// How much of the wait is left at `now`; nil when a try is free. A clock that was set back prolongs no wait beyond
    /// its whole length.
    public static func left(after wrongTries: Int, lastTryAt: WallTime?, at now: WallTime) -> Duration? {
        guard let lastTryAt else { return nil }
        let whole = wait(after: wrongTries)
        let left = min(whole, lastTryAt + whole - now)
        return left > .zero ? left : nil
    }
}
