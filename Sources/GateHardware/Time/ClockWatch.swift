public import LibraryModel

/// Watches a wall clock for jumps, and judges it (R26). Pure.
///
/// A time service may be wrong, or be fooled, and the kernel calls its clock synchronised all the same. So a clock that
/// jumps by more than ``largestStep``, forward or back, against one that nobody can set is not believed until it has run on
/// for ``probation``: a wrong time that is put right within it has cost nobody anything. Slewing is no jump, and neither is
/// the time that a machine slept: readings are taken against CLOCK_BOOTTIME, which goes on meanwhile, as the wall clock
/// does. A sleep shows as a gap in what is written, which has a name of its own.
public struct ClockWatch: Sendable {
    /// Leap seconds and a service that sets the clock instead of slewing it stay well below.
    public static let largestStep: Duration = .minutes(2)
    /// Several polls of a time service, which come 64 s apart at the start (RFC 5905 section 7.2).
    public static let probation: Duration = .minutes(10)

    /// The latest reading that the kernel called synchronised.
    private var last: ClockTrust.Reading?
    /// When it jumped last, and the last reading before it began to jump.
    private var doubt: (since: Instant, believed: ClockTrust.Reading)?

    public init() {}

    /// How far this reading can be believed. What is known of earlier runs is asked for only where it matters.
    public mutating func judge(
        _ reading: ClockTrust.Reading, isSynchronised: Bool, setFromBatteryClock: @autoclosure () -> Bool = false,
        lastKnown: @autoclosure () -> WallTime? = nil
    ) -> ClockReading.Trust {
        if isSynchronised {
            if let last, reading.drift(since: last) > Self.largestStep {
                doubt = (reading.instant, doubt?.believed ?? last)
            }
            last = reading
        }
        if let doubt {
            guard isSynchronised, reading.instant - doubt.since >= Self.probation else {
                return .untrusted(lastKnown: doubt.believed.wall(at: reading.instant))
            }
            self.doubt = nil
        }
        if isSynchronised { return .trusted }
        return ClockTrust(
            lastSynchronised: last, setFromBatteryClock: setFromBatteryClock(), lastKnown: lastKnown()
        ).judge(reading)
    }
}

extension ClockTrust.Reading {
    /// What the wall clock would show at `instant` if it had run on from here.
    func wall(at instant: Instant) -> WallTime { wall + (instant - self.instant) }

    /// How far the wall clock has moved against the other one, either way.
    func drift(since earlier: Self) -> Duration {
        let expected = earlier.wall(at: instant)
        return max(wall - expected, expected - wall)
    }
}
