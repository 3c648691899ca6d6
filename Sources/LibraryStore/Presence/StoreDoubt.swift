internal import Dispatch
internal import LibraryModel
internal import Synchronization

/// The doubt that this program leaves beside the store while what happened is not in it: whoever opens the store next, after
/// whatever end, does not believe its count. It is there for a store that could not be opened yet, too.
final class StoreDoubt: Sendable {
    private struct State {
        /// Of the store; nil until it is open.
        var id: String?
        /// How many gates have passages that are not in the store.
        var behind = 0
        /// Counts how often that began: a wait that has ended meanwhile is none.
        var begun = 0
        /// The mark says so because of these gates, and not of an earlier program.
        var isOurs = false
        /// The disk took no mark, so it waits elsewhere.
        var isSpared = false
        var hasEnded = false
    }

    /// A disk that took no mark is asked again so often, while passages wait: it may take one before it takes them.
    private static let again = Duration.seconds(1)

    private let mark: StoreMark
    private let spare: SpareMark
    // A lock, because changes, questions and the queue below come from several threads.
    private let state = Mutex(State())
    /// The store was found lost: no catching up ends this. Apart from the rest, since every change asks it, and the lock is
    /// held while a mark is on its way to the disk.
    private let lasts = Atomic(false)
    /// The mark waits for the disk, and nobody waits for the mark.
    private let queue = DispatchQueue(label: "gatehouse.store.doubt")
    private let patience: Duration

    /// - Parameter patience: how long a passage may be on its way to the store before the mark tells of it; a store that
    ///   takes it sooner costs no second write.
    init(_ mark: StoreMark, spare: SpareMark, patience: Duration) {
        (self.mark, self.spare, self.patience) = (mark, spare, patience)
    }

    /// Takes over what an earlier program could not write beside the store.
    func takeSpare() throws(StoreError) {
        guard spare.isThere, !state.withLock(\.isSpared) else { return }
        try lay()
        spare.remove()
    }

    /// The store is open, and the mark agrees with it.
    func begin(of id: String?) { state.withLock { $0.id = id } }

    /// Whether the doubt that the mark tells is of passages that this program still has.
    var isOurs: Bool { state.withLock(\.isOurs) }

    func note(isBehind: Bool) {
        queue.async { [self] in
            let begun: Int? = state.withLock { state in
                let was = state.behind
                state.behind = max(0, was + (isBehind ? 1 : -1))
                if state.behind == 0, !isLasting { settle(&state) }
                guard was == 0, state.behind == 1 else { return nil }
                state.begun += 1
                return state.begun
            }
            if let begun { layLater(begun, after: patience) }
        }
    }

    private func layLater(_ begun: Int, after pause: Duration) {
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(clamping: pause.inMilliseconds))) { [self] in
            let isTold = state.withLock { $0.begun != begun || $0.hasEnded || layOurs(&$0) }
            if !isTold { layLater(begun, after: Self.again) }
        }
    }

    /// Whether the mark beside the store tells it now.
    private func layOurs(_ state: inout State) -> Bool {
        guard state.behind > 0, !isLasting, mark.words?.isDoubted != true else { return true }
        state.isOurs = (try? mark.doubt(of: state.id)) != nil
        if state.isOurs { forgetSpare(&state) } else if !state.isSpared { state.isSpared = spare.write() }
        return state.isOurs
    }

    /// Everything is in the store.
    private func settle(_ state: inout State) {
        if state.isOurs { state.isOurs = (try? mark.settle()) == nil }
        forgetSpare(&state)
    }

    private func forgetSpare(_ state: inout State) {
        if state.isSpared { spare.remove() }
        state.isSpared = false
    }

    /// How many runs of a gate the store had seen when last one began.
    var runs: Int { mark.words?.runs ?? 0 }

    /// One more is in the store. Not before it is: a cut in between must not make a right store look like an earlier one.
    func note(runs: Int) {
        queue.async { [self] in state.withLock { _ in try? mark.note(runs: runs) } }
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
            guard !lasts.exchange(true, ordering: .relaxed) else { return }
            // A folder that has gone as well takes the mark with it: then the next start finds neither.
            try? mark.doubt(of: state.id)
        }
    }

    /// The store was lost, and who is inside is not known whatever it says.
    var isLasting: Bool { lasts.load(ordering: .relaxed) }

    /// The store is there again, and the doubt is in it.
    func isKept() {
        state.withLock { _ in
            lasts.store(false, ordering: .relaxed)
            try? mark.settle()
        }
    }

    /// The program ends: what was noted is written, and what waits now will not come.
    func settle() {
        queue.sync {
            state.withLock { state in
                _ = layOurs(&state)
                state.hasEnded = true
            }
        }
    }
}
