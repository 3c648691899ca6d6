public import LibraryModel

/// The two clocks. The only place from which anything learns what time it is.
public protocol TimeSource: Sendable {
    /// The monotonic clock.
    func now() -> Instant
    /// Wall time and whether it can be believed (R26).
    func wall() -> ClockReading
    /// The last trusted time that is written down by now: what staff have accepted, while the clock is not believed.
    func heard(lastWritten: WallTime)
    /// Returns at `deadline` or soon after; throws `CancellationError` when the task is cancelled.
    func sleep(until deadline: Instant) async throws
}

extension TimeSource {
    /// Clocks that nobody doubts need not hear it.
    public func heard(lastWritten: WallTime) {}
}
