import GateHardware
import LibraryModel

/// A clock that begins where somebody wants it, goes on as fast as any other, and counts as set: for the demonstration
/// and for measurements.
struct ShiftedTime: TimeSource {
    private let linux = LinuxTime()
    private let origin: Instant
    private let start: WallTime

    init(startingAt start: WallTime) { (self.start, origin) = (start, linux.now()) }

    func now() -> Instant { linux.now() }
    func wall() -> ClockReading { ClockReading(time: start + (now() - origin), trust: .trusted) }
    func sleep(until deadline: Instant) async throws { try await linux.sleep(until: deadline) }

    /// The monotonic instant at which this clock shows `time`.
    func instant(of time: WallTime) -> Instant { origin + (time - start) }
}
