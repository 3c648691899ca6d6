import Accounts
import LibraryModel
import LibraryStore
import Synchronization

/// Which failures behind the answers go into the log: a store that is away fails every question of every page, and strangers
/// ask as well.
final class RepeatedTrouble: Sendable {
    /// What was written is not written again for so long, but counted.
    static let quiet = Duration.seconds(60)
    /// Kinds that are told apart.
    private static let room = 64

    private struct Written {
        let at: Instant
        var more = 0
    }

    // A lock, because requests come on any thread.
    private let written = Mutex(RecentKeys<String, Written>(capacity: room))

    /// The line to write now; nil when it is only counted. A store that fails for all is one kind, whatever was asked.
    ///
    /// - Parameter now: of the monotonic clock; nil where there is none, and then every line is written.
    func line(_ error: any Error, during operation: String, at now: Instant?) -> String? {
        let words = "\(operation): \(error)"
        guard let now else { return words }
        let kind = (error as? StoreError).flatMap { $0.stopsEveryChange ? "store \($0.code)" : nil } ?? words
        return written.withLock { written in
            guard var last = written[kind] else {
                written[kind] = Written(at: now)
                return words
            }
            guard now - last.at >= Self.quiet else {
                last.more += 1
                written[kind] = last
                return nil
            }
            written[kind] = Written(at: now)
            return last.more == 0 ? words : "\(words) (and \(last.more) requests before it)"
        }
    }
}
