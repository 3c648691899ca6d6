/// Whoever restarts the program when it no longer says that it is well.
public protocol Watchdog: Sendable {
    /// How often `.alive` must be said at the least; nil when nobody minds.
    var interval: Duration? { get }
    /// Says it, without waiting. False when it could not be said: nothing to act on, since silence is what a watchdog
    /// notices by itself.
    @discardableResult
    func tell(_ message: WatchdogMessage) -> Bool
}

/// What a service says about itself (sd_notify(3)).
public enum WatchdogMessage: Hashable, Sendable {
    /// The start is over; units that wait for this one may start.
    case ready
    /// The end has begun.
    case stopping
    /// All that must run is running: camera, relays and clock.
    case alive
    /// One line for `systemctl status`. Line ends become blanks, and it is cut to ``longestStatus`` bytes.
    case status(String)

    /// In bytes of UTF-8.
    public static let longestStatus = 200
}
