public import LibraryModel

/// Hears how long each call of a store took, its wait for its turn included.
public struct StoreTiming: Sendable {
    /// The monotonic clock.
    public let now: @Sendable () -> Instant
    /// `operation` is one of a few fixed phrases, such as `admit`; must return at once.
    public let note: @Sendable (_ operation: String, _ took: Duration, _ failed: Bool) -> Void

    public init(
        now: @escaping @Sendable () -> Instant,
        note: @escaping @Sendable (_ operation: String, _ took: Duration, _ failed: Bool) -> Void
    ) {
        (self.now, self.note) = (now, note)
    }
}
