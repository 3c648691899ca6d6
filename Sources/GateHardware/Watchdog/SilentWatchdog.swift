/// Nobody watches: for a program that was started by hand, and for simulations.
public struct SilentWatchdog: Watchdog {
    public init() {}

    public var interval: Duration? { nil }

    public func tell(_ message: WatchdogMessage) -> Bool { true }
}
