import Accounts
import GateControl
import LibraryModel
import LibraryStore
import Synchronization

/// The submissions of this run whose effect lies at a lane. A repeat is told what the first did without asking the store,
/// so that nobody who wants out waits for a disk.
final class OnceRegister: Sendable {
    /// The most submissions that are remembered, the newest; a key lives for the moments in which a browser tries again.
    static let room = 2000

    /// What is known of a submission.
    enum Entry: Sendable {
        case new
        /// The first has not come to its end.
        case underWay
        case done(StaffActResult)
        /// The key came with another submission before.
        case keyTaken
    }

    private struct Key: Hashable {
        let who: StaffID
        let word: String
    }

    private struct Kept {
        /// What was asked for.
        let words: String
        /// Nil while it is under way.
        var result: StaffActResult?
    }

    /// Locked because requests come on any thread; held for a look-up.
    private let kept = Mutex(RecentKeys<Key, Kept>(capacity: room))

    /// Takes the key of a submission; ``end(_:_:)`` must follow where it is new. Without a key every one is new.
    func begin(_ slip: ActSlip, _ words: String) -> Entry {
        guard let key = Self.key(slip) else { return .new }
        let words = words + "\n" + slip.why
        return kept.withLock { kept in
            guard let earlier = kept[key] else {
                kept[key] = Kept(words: words)
                return .new
            }
            guard earlier.words == words else { return .keyTaken }
            return earlier.result.map(Entry.done) ?? .underWay
        }
    }

    /// What became of it; nil: nothing was done, and the key is free again.
    func end(_ slip: ActSlip, _ result: StaffActResult?) {
        guard let key = Self.key(slip) else { return }
        kept.withLock { kept in
            if result == nil { kept[key] = nil } else { kept[key]?.result = result }
        }
    }

    private static func key(_ slip: ActSlip) -> Key? { slip.once.map { Key(who: slip.who, word: $0.word) } }
}
