import Synchronization

/// Counts those who are served at the same time, and lets no more in than there is room for: in all, of those whom nobody
/// knows, and of each one of them. So one client takes nobody else's place, and strangers none of those who are known.
final class Room<Key: Hashable & Sendable>: Sendable {
    /// One's place; it is free again when this is let go of.
    final class Seat: Sendable {
        private let room: Room
        private let key: Key?

        fileprivate init(_ room: Room, _ key: Key?) { (self.room, self.key) = (room, key) }

        deinit { room.leave(key) }
    }

    private struct Taken {
        var all = 0
        var strangers = 0
        var each: [Key: Int] = [:]
    }

    private let most: Int
    private let mostStrangers: Int
    private let mostEach: Int
    /// Locked because requests come and end on any thread.
    private let taken = Mutex(Taken())

    /// - Parameters:
    ///   - strangers: so many of all places may be taken by those whom nobody knows.
    ///   - each: so many by one of them.
    init(_ most: Int, strangers: Int, each: Int) { (self.most, mostStrangers, mostEach) = (most, strangers, each) }

    /// A place, taken; nil when there is none. `stranger` is how one is told from another whom nobody knows; nil for those
    /// who are known.
    func enter(_ stranger: Key?) -> Seat? {
        let isIn = taken.withLock { taken in
            guard taken.all < most else { return false }
            if let stranger {
                guard taken.strangers < mostStrangers, taken.each[stranger, default: 0] < mostEach else { return false }
                taken.strangers += 1
                taken.each[stranger, default: 0] += 1
            }
            taken.all += 1
            return true
        }
        return isIn ? Seat(self, stranger) : nil
    }

    private func leave(_ stranger: Key?) {
        taken.withLock { taken in
            taken.all -= 1
            guard let stranger else { return }
            taken.strangers -= 1
            let left = taken.each[stranger, default: 1] - 1
            taken.each[stranger] = left > 0 ? left : nil
        }
    }

    /// How many are in.
    var count: Int { taken.withLock(\.all) }
}
