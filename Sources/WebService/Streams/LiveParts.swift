public import GateControl

/// What streams are served from; the composition root hands it in.
public struct LiveParts: Sendable {
    /// What happens at the gates.
    public var feed: EventFeed
    public var clock: WebClock
    /// Returns after so long by the monotonic clock, or throws when the task is cancelled.
    public var wait: @Sendable (Duration) async throws -> Void

    public init(feed: EventFeed, clock: WebClock, wait: @escaping @Sendable (Duration) async throws -> Void) {
        (self.feed, self.clock, self.wait) = (feed, clock, wait)
    }
}
