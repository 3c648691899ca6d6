import Synchronization

/// What becomes of one record: whoever must know waits here until it is written or given up.
public final class RecordFate: Sendable {
    /// How the waiting ended.
    public enum End: Hashable, Sendable {
        /// It is in the store, durably.
        case written
        /// The store refused it again and again, or too many waited.
        case givenUp
    }

    private struct State {
        var end: End?
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var next: UInt64 = 0
    }

    /// Locked because the gate that writes and those who wait are on different threads.
    private let state = Mutex(State())

    /// `end`: it is known already.
    public init(_ end: End? = nil) { state.withLock { $0.end = end } }

    /// Nil while the record waits.
    public var end: End? { state.withLock(\.end) }

    /// Says it to all who wait; only the first counts.
    func settle(_ end: End) {
        let waiting = state.withLock { state in
            guard state.end == nil else { return [UInt64: CheckedContinuation<Void, Never>]() }
            state.end = end
            defer { state.waiting = [:] }
            return state.waiting
        }
        for one in waiting.values { one.resume() }
    }

    /// Returns when it is known, or when the task is cancelled.
    public func wait() async {
        let name = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { one in
                let isOver = state.withLock { state in
                    guard state.end == nil, !Task.isCancelled else { return true }
                    state.waiting[name] = one
                    return false
                }
                if isOver { one.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: name) }?.resume()
        }
    }
}
