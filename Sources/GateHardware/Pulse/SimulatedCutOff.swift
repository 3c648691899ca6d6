public import LibraryModel
internal import Synchronization

/// A cut-off on simulated time: it rings inside the advance of the clock, at exactly its deadline.
public final class SimulatedCutOff: CutOff {
    private struct State {
        var timer: SimulatedTime.Timer?
        /// Counts arms and disarms, so that the answer of an overtaken action is dropped.
        var arms: UInt64 = 0
    }

    private let time: SimulatedTime
    /// Locked because arming and ringing may come from different threads. Actions run outside the lock.
    private let state = Mutex(State())

    public init(time: SimulatedTime) { self.time = time }

    public func arm(at deadline: Instant, _ action: @escaping @Sendable () -> Instant?) {
        state.withLock { state in set(&state, deadline, action) }
    }

    public func disarm() {
        state.withLock { state in
            state.timer.map(time.cancel)
            state.timer = nil
            state.arms += 1
        }
    }

    private func set(_ state: inout State, _ deadline: Instant, _ action: @escaping @Sendable () -> Instant?) {
        state.timer.map(time.cancel)
        state.arms += 1
        let arms = state.arms
        state.timer = time.call(at: deadline) { [weak self] in self?.ring(arms, action) }
    }

    private func ring(_ arms: UInt64, _ action: @escaping @Sendable () -> Instant?) {
        guard state.withLock({ $0.arms == arms }), let again = action() else { return }
        state.withLock { state in
            if state.arms == arms { set(&state, again, action) }
        }
    }
}
