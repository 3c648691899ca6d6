internal import Dispatch
internal import Synchronization

/// The doubt that this program leaves beside the store while what happened is not in it: whoever opens the store next, after
/// whatever end, does not believe its count. It is there for a store that could not be opened yet, too.
final class StoreDoubt: Sendable {
    private struct State {
        /// Of the store; nil until it is open.
        var id: String?
        /// How many gates have passages that are not in the store.
        var behind = 0
        /// The mark says so because of these gates, and not of an earlier program.
        var isOurs = false
        /// The store was found lost: no catching up ends this.
        var isLasting = false
    }

    private let mark: StoreMark
    // A lock, because changes, questions and the queue below come from several threads.
    private let state = Mutex(State())
    /// The mark waits for the disk, and nobody waits for the mark.
    private let queue = DispatchQueue(label: "gatehouse.store.doubt")

    init(_ mark: StoreMark) { self.mark = mark }

    /// The store is open, and the mark agrees with it.
    func begin(of id: String?) { state.withLock { $0.id = id } }

    /// Whether the doubt that the mark tells is of passages that this program still has.
    var isOurs: Bool { state.withLock(\.isOurs) }

    func note(isBehind: Bool) {
        queue.async { [self] in
            state.withLock { state in
                state.behind = max(0, state.behind + (isBehind ? 1 : -1))
                guard !state.isLasting else { return }
                if isBehind, mark.words?.isDoubted != true {
                    // What a disk refuses here it has refused before.
                    state.isOurs = (try? mark.doubt(of: state.id)) != nil
                } else if state.behind == 0, state.isOurs {
                    state.isOurs = (try? mark.settle()) == nil
                }
            }
        }
    }

    /// For another reason than passages that wait, such as a damaged log: whoever opens the store next takes it over, be it
    /// this program, though it may have its passages still.
    func lay() throws(StoreError) {
        try state.withLock { state throws(StoreError) in
            try mark.doubt(of: state.id)
            state.isOurs = false
        }
    }

    /// For good: what is written from now on is not found again.
    func remain() {
        state.withLock { state in
            guard !state.isLasting else { return }
            state.isLasting = true
            // A folder that has gone as well takes the mark with it: then the next start finds neither.
            try? mark.doubt(of: state.id)
        }
    }

    /// Waits for what was noted.
    func settle() { queue.sync {} }
}
