internal import CClock
internal import Glibc
public import LibraryModel
internal import Synchronization

/// The clocks of the kernel: CLOCK_MONOTONIC and CLOCK_REALTIME, the latter watched with CLOCK_BOOTTIME.
public final class LinuxTime: TimeSource {
    private let lastKnown: @Sendable () -> WallTime?
    /// Where Linux says whether the clock was set from a battery clock at boot: `rtcN/hctosys` in this folder.
    private let batteryClocks: String
    /// The longest that reading two clocks takes; beyond, the machine slept in between.
    private static let longestReading = Duration.seconds(1)
    private struct State {
        var watch = ClockWatch()
        /// What was said during this run.
        var written: WallTime?
    }

    /// Locked because every thread asks for the time.
    private let state = Mutex(State())

    /// `lastKnown` gives the last trusted wall time that an earlier run wrote down; nil when there is none. It must return
    /// quickly.
    public init(
        batteryClocks: String = "/sys/class/rtc", lastKnown: @escaping @Sendable () -> WallTime? = { nil }
    ) {
        (self.batteryClocks, self.lastKnown) = (batteryClocks, lastKnown)
    }

    public func now() -> Instant { Self.instant(of: CLOCK_MONOTONIC) }

    public func wall() -> ClockReading {
        let reading = Self.bothClocks()
        let isSynchronised = cclock_synchronised() == 1
        return state.withLock { state in
            let written = state.written
            let trust = state.watch.judge(
                reading, isSynchronised: isSynchronised, setFromBatteryClock: setFromBatteryClock,
                lastKnown: written ?? lastKnown())
            return ClockReading(time: reading.wall, trust: trust, believed: state.watch.believed(at: reading.instant))
        }
    }

    public func heard(lastWritten: WallTime) { state.withLock { $0.written = lastWritten } }

    /// Read again when the machine fell asleep between the two.
    private static func bothClocks() -> ClockTrust.Reading {
        while true {
            let before = instant(of: CLOCK_BOOTTIME)
            let time = reading(of: CLOCK_REALTIME)
            guard instant(of: CLOCK_BOOTTIME) - before <= longestReading else { continue }
            return ClockTrust.Reading(
                instant: before, wall: WallTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000))
        }
    }

    private static func instant(of clock: clockid_t) -> Instant {
        let time = reading(of: clock)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Waits by the clock that stands still while the machine sleeps, as CLOCK_MONOTONIC does.
    public func sleep(until deadline: Instant) async throws {
        while case let left = deadline - now(), left > .zero {
            try await Task.sleep(until: .now.advanced(by: left), clock: .suspending)
        }
    }

    private var setFromBatteryClock: Bool {
        (0...1).contains { number in
            let file = unsafe open("\(batteryClocks)/rtc\(number)/hctosys", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return false }
            defer { close(file) }
            var first: UInt8 = 0
            return unsafe read(file, &first, 1) == 1 && first == UInt8(ascii: "1")
        }
    }

    private static func reading(of clock: clockid_t) -> timespec {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "the kernel has no clock \(clock)")
        return time
    }
}
