public import LibraryModel

/// Makes one change of level out of the many edges of a bouncing contact.
///
/// A level counts when it has lasted for the quiet time. The change carries the instant of the first edge that left the
/// old level, not the one at which the contact came to rest.
///
/// Edges may be lost, and then a level that is read decides (``adopt(_:at:heard:)``): what is older overturns it no more, and
/// what nobody saw begin is adopted and not seen.
public struct Debouncer: Hashable, Sendable {
    /// A level that counts.
    public struct Change: Hashable, Sendable {
        public let active: Bool
        public let at: Instant
        /// The level was read, not seen to change; see ``LaneEvent/level(_:active:)``.
        public let adopted: Bool
    }

    /// Edges since the level that counts was left.
    private struct Burst: Hashable, Sendable {
        var first: Instant
        var due: Instant
        var adopted: Bool
    }

    /// How long a level must last.
    public let quiet: Duration
    /// The level that counts. It starts inactive.
    public private(set) var isActive = false
    /// Since when it counts; nil before the first change.
    public private(set) var since: Instant?
    /// The level of the last edge or reading.
    public private(set) var rawIsActive = false
    private var rawSince: Instant?
    /// When the level was last read.
    private var readAt: Instant?
    private var burst: Burst?

    public init(quiet: Duration) { self.quiet = quiet }

    /// When ``settle(at:)`` must be called; nil while the contact is at rest.
    public var deadline: Instant? { burst?.due }
    /// The first edge of the change that is not yet certain.
    public var firstEdge: Instant? { burst?.first }

    /// An edge that happened at `stamp` and was heard of at `now`, which is later when the edges had to queue. Returns a
    /// change when the level before this edge lasted long enough although nobody asked in the meantime.
    public mutating func edge(_ active: Bool, at stamp: Instant, heard now: Instant) -> Change? {
        if let readAt, stamp < readAt {
            explain(active, at: stamp)
            return nil
        }
        guard active != rawIsActive else { return nil }
        var change: Change?
        if let since = rawSince, stamp - since >= quiet { change = take() }
        (rawIsActive, rawSince) = (active, stamp)
        let seen = burst.flatMap { $0.adopted ? nil : $0.first }
        burst = Burst(first: seen ?? stamp, due: now + quiet, adopted: false)
        return change
    }

    /// The level as read at `stamp`, without an edge, and heard of at `now`.
    public mutating func adopt(_ active: Bool, at stamp: Instant, heard now: Instant) {
        if let readAt, stamp < readAt { return }
        readAt = stamp
        guard active != rawIsActive else { return }
        // Edges between were lost, and nobody can say how long the level before this one lasted.
        if let since = rawSince, stamp - since >= quiet { burst = nil }
        (rawIsActive, rawSince) = (active, stamp)
        if burst == nil, active == isActive { return }
        burst = Burst(first: burst?.first ?? stamp, due: now + quiet, adopted: burst?.adopted ?? true)
    }

    /// The change that is certain at `now`, once.
    public mutating func settle(at now: Instant) -> Change? {
        guard let due = burst?.due, due <= now else { return nil }
        return take()
    }

    /// An edge that was on its way while the level was read: it was already in that level, and so it was seen to change.
    private mutating func explain(_ active: Bool, at stamp: Instant) {
        guard active == rawIsActive, burst?.adopted == true else { return }
        rawSince = stamp
        burst?.first = stamp
        burst?.adopted = false
    }

    private mutating func take() -> Change? {
        guard let ended = burst else { return nil }
        burst = nil
        guard rawIsActive != isActive else { return nil }
        (isActive, since) = (rawIsActive, ended.first)
        return Change(active: isActive, at: ended.first, adopted: ended.adopted)
    }
}
