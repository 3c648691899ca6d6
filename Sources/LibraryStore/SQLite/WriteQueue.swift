internal import Synchronization

/// The queue before the store's one writer: one change at a time, lanes first, each kind in the order in which it came.
public final class WriteQueue: Sendable {
    private struct State {
        var waiting: [[@Sendable () -> Void]] = WriteTurn.allCases.map { _ in [] }
        var isWriting = false

        /// The first of those whose turn comes first.
        mutating func next() -> (@Sendable () -> Void)? {
            guard let turn = waiting.firstIndex(where: { !$0.isEmpty }) else { return nil }
            return waiting[turn].removeFirst()
        }
    }

    // A lock, because the callers' tasks and the database's queue both come here, for microseconds.
    private let state = Mutex(State())

    public init() {}

    /// Begins `change` now or when its turn has come; whoever ends it calls ``leave()``. False when too many wait.
    public func enter(_ turn: WriteTurn, _ change: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, isFree) = state.withLock { state in
            if !state.isWriting {
                state.isWriting = true
                return (true, true)
            }
            guard state.waiting[turn.rawValue].count < turn.most else { return (false, false) }
            state.waiting[turn.rawValue].append(change)
            return (true, false)
        }
        if isFree { change() }
        return isTaken
    }

    /// The change is done; the next one begins.
    public func leave() {
        let next = state.withLock { state in
            let next = state.next()
            state.isWriting = next != nil
            return next
        }
        next?()
    }
}
