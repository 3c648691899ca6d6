public import LibraryModel

/// Whether a wall clock that no time service keeps right just now can be believed (R26).
///
/// It is trusted in two cases:
/// - it was synchronised during this run, not longer than ``holdover`` ago, and has not jumped since;
/// - the kernel set it from a battery clock at boot, and it stands at or after the last time known to be right, and not
///   longer after than ``batteryHoldover``. An empty battery fails this: it starts years back.
public struct ClockTrust: Sendable {
    /// Both clocks at one moment. `instant` is of a clock that goes on while the machine sleeps (CLOCK_BOOTTIME): then a
    /// board that slept is one that missed some time, and not one whose clock was set.
    public struct Reading: Hashable, Sendable {
        public let instant: Instant
        public let wall: WallTime

        public init(instant: Instant, wall: WallTime) { (self.instant, self.wall) = (instant, wall) }
    }

    /// A day at less than 5 s of drift, then it must be compared again (GB 50396-2007 section 5.1.3).
    public static let holdover: Duration = .hours(24)
    /// How far the wall clock may stray from the monotonic one within ``holdover`` before someone must have set it.
    public static let largestDrift: Duration = .seconds(5)
    /// A battery clock loses under 2 s a day (20 ppm crystal); but one that was set wrong meanwhile looks the same, so it is
    /// believed as far as one that is synchronised, and beyond when staff say so.
    public static let batteryHoldover: Duration = ClockAgreement.nearAhead

    private let lastSynchronised: Reading?
    private let setFromBatteryClock: Bool
    private let lastKnown: WallTime?

    /// `lastKnown` is the last trusted time that was written down before this run.
    public init(lastSynchronised: Reading?, setFromBatteryClock: Bool, lastKnown: WallTime?) {
        (self.lastSynchronised, self.setFromBatteryClock, self.lastKnown) = (lastSynchronised, setFromBatteryClock, lastKnown)
    }

    public func judge(_ reading: Reading) -> ClockReading.Trust {
        if let last = lastSynchronised {
            let elapsed = reading.instant - last.instant
            let trusted = elapsed <= Self.holdover && reading.drift(since: last) <= Self.largestDrift
            return trusted ? .trusted : .untrusted(lastKnown: last.wall(at: reading.instant))
        }
        if setFromBatteryClock, let lastKnown, reading.wall >= lastKnown, reading.wall - lastKnown <= Self.batteryHoldover {
            return .trusted
        }
        return .untrusted(lastKnown: lastKnown)
    }
}
