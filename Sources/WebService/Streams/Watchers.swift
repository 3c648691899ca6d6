import Synchronization

/// Counts those who watch something, and lets no more in than there is room for.
final class Watchers: Sendable {
    /// One watcher's place; it is free again when this is let go of.
    final class Seat: Sendable {
        private let watchers: Watchers

        fileprivate init(_ watchers: Watchers) { self.watchers = watchers }

        deinit { watchers.taken.withLock { $0 -= 1 } }
    }

    private let room: Int
    /// Locked because connections end on any thread.
    private let taken = Mutex(0)

    init(room: Int) { self.room = room }

    func enter() throws(Refused) -> Seat {
        let isIn = taken.withLock { taken in
            guard taken < room else { return false }
            taken += 1
            return true
        }
        guard isIn else { throw Refused(.tooManyWatchers) }
        return Seat(self)
    }

    /// How many are in.
    var count: Int { taken.withLock { $0 } }
}
