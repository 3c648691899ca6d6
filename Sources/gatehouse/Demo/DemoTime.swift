import GateHardware
import LibraryModel

/// The demonstration's clock: wherever it is begun, it goes on as fast as any other, and counts as set.
struct DemoTime: TimeSource {
    private let linux = LinuxTime()
    private let origin: Instant
    private let start: WallTime

    init(startingAt start: WallTime) { (self.start, origin) = (start, linux.now()) }

    func now() -> Instant { linux.now() }
    func wall() -> ClockReading { ClockReading(time: start + (now() - origin), trust: .trusted) }
    func sleep(until deadline: Instant) async throws { try await linux.sleep(until: deadline) }

    /// The monotonic instant at which this clock shows `time`.
    func instant(of time: WallTime) -> Instant { origin + (time - start) }

    /// When the demonstration begins: half past eight.
    static let opensAfterMidnight = Duration.minutes(8 * 60 + 30)

    /// Half past eight of today, or of the next Monday at a weekend.
    static func morning(after now: WallTime, at offset: TimeZoneOffset) -> WallTime {
        let today = LocalTime(now, at: offset).date
        let day = today.weekday > 5 ? CivilDate(daysSinceEpoch: today.daysSinceEpoch + 8 - today.weekday) : today
        return LocalTime(day, .midnight, at: offset).instant + opensAfterMidnight
    }
}
