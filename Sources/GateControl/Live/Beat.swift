public import LibraryModel
import Synchronization

/// When something last turned: marked where it turns, read by whoever watches over it.
public final class Beat: Sendable {
    /// Locked because two threads look; held for one assignment.
    private let state: Mutex<Instant>

    /// It counts as having turned just now.
    public init(at now: Instant) { state = Mutex(now) }

    /// It turns.
    public func mark(_ now: Instant) { state.withLock { $0 = now } }

    public var last: Instant { state.withLock { $0 } }
}
