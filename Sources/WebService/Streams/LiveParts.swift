public import GateControl
public import LibraryModel

/// What streams are served from; the composition root hands it in.
public struct LiveParts: Sendable {
    /// What happens at the gates.
    public var feed: EventFeed
    public var clock: WebClock
    /// Returns after so long by the monotonic clock, or throws when the task is cancelled.
    public var wait: @Sendable (Duration) async throws -> Void

    /// Nil where no lane has a screen.
    public var screens: Screens?
    /// What the cameras see, for the screens of their lanes.
    public var viewfinders: [LaneID: Viewfinder]

    public init(
        feed: EventFeed, clock: WebClock, wait: @escaping @Sendable (Duration) async throws -> Void,
        screens: Screens? = nil, viewfinders: [LaneID: Viewfinder] = [:]
    ) {
        (self.feed, self.clock, self.wait) = (feed, clock, wait)
        (self.screens, self.viewfinders) = (screens, viewfinders)
    }
}
