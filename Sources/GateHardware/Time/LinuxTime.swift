internal import CClock
internal import Glibc
public import LibraryModel
internal import Synchronization

/// The clocks of the kernel: CLOCK_MONOTONIC and CLOCK_REALTIME.
public final class LinuxTime: TimeSource {
    private let lastKnown: @Sendable () -> WallTime?
    /// Where Linux says whether the clock was set from a battery clock at boot: `rtcN/hctosys` in this folder.
    private let batteryClocks: String
    /// Locked because every thread asks for the time. Holds the latest synchronised reading since the start.
    private let synchronised = Mutex<ClockTrust.Reading?>(nil)

    /// `lastKnown` gives the last trusted wall time that an earlier run wrote down; nil when there is none. It is asked only
    /// while the clock is not synchronised, and must return quickly.
    public init(
        batteryClocks: String = "/sys/class/rtc", lastKnown: @escaping @Sendable () -> WallTime? = { nil }
    ) {
        (self.batteryClocks, self.lastKnown) = (batteryClocks, lastKnown)
    }

    public func now() -> Instant {
        let time = Self.reading(of: CLOCK_MONOTONIC)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    public func wall() -> ClockReading {
        let time = Self.reading(of: CLOCK_REALTIME)
        let reading = ClockTrust.Reading(
            instant: now(), wall: WallTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000))
        if cclock_synchronised() == 1 {
            synchronised.withLock { $0 = reading }
            return ClockReading(time: reading.wall, trust: .trusted)
        }
        let trust = ClockTrust(
            lastSynchronised: synchronised.withLock { $0 }, setFromBatteryClock: setFromBatteryClock, lastKnown: lastKnown())
        return ClockReading(time: reading.wall, trust: trust.judge(reading))
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
