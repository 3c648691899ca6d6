public import LibraryModel

/// The two clocks. The only place from which anything learns what time it is.
public protocol TimeSource: Sendable {
    /// The monotonic clock.
    func now() -> Instant
    /// Wall time and whether it can be believed (R26).
    func wall() -> ClockReading
    /// Returns at `deadline` or soon after; throws `CancellationError` when the task is cancelled.
    func sleep(until deadline: Instant) async throws
}
