public import GateControl
public import LibraryModel

/// What streams are served from; the composition root hands it in.
public struct LiveParts: Sendable {
    /// What happens at the gates.
    public var feed: EventFeed
    public var clock: WebClock
    /// What is known of each lane besides its name.
    public var lanes: [LaneID: EventLane]
    /// Returns after so long by the monotonic clock, or throws when the task is cancelled.
    public var wait: @Sendable (Duration) async throws -> Void
    /// So long the kernel keeps a watcher that acknowledges nothing; by the kernel's own clock, never ``clock``.
    public var kernelPatience = WebLimits.streamPatience
    /// Nil where no lane has a screen.
    public var screens: Screens?
    /// What the cameras see, for the screens of their lanes.
    public var viewfinders: [LaneID: Viewfinder]

    public init(
        feed: EventFeed, clock: WebClock, lanes: [LaneID: EventLane] = [:],
        wait: @escaping @Sendable (Duration) async throws -> Void, screens: Screens? = nil,
        viewfinders: [LaneID: Viewfinder] = [:]
    ) {
        (self.feed, self.clock, self.lanes, self.wait) = (feed, clock, lanes, wait)
        (self.screens, self.viewfinders) = (screens, viewfinders)
    }
}
