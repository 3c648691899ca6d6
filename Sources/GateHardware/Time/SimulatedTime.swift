public import LibraryModel
internal import Synchronization

/// Clocks that stand still until they are moved: for tests, stories and simulations.
///
/// ``advance(to:)`` stops at every deadline on the way, in their order, deadlines of one instant in the order in which they
/// were set. Actions run inside the advance, on its thread. A task that sleeps is made runnable there and runs when its
/// executor gets to it, so a driver that needs lock step uses actions, or waits for ``waiting`` before the next advance.
public final class SimulatedTime: TimeSource {
    /// An action that was set and may be cancelled.
    public struct Timer: Hashable, Sendable { fileprivate let number: UInt64 }

    private enum Waiter {
        case action(@Sendable () -> Void)
        case task(CheckedContinuation<Void, any Error>)
    }

    private struct State {
        var now: Instant
        var wallAtZero: WallTime
        var trust: ClockReading.Trust
        /// Watches the clock from a step on until it is believed again.
        var watch: ClockWatch?
        var waiters: [UInt64: (deadline: Instant, waiter: Waiter)] = [:]
        var lastNumber: UInt64 = 0

        var next: (number: UInt64, deadline: Instant)? {
            waiters.map { ($0.key, $0.value.deadline) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        }

        var reading: ClockTrust.Reading { ClockTrust.Reading(instant: now, wall: wallAtZero + (now - .zero)) }

        mutating func add(_ waiter: Waiter, _ deadline: Instant) -> UInt64 {
            lastNumber += 1
            waiters[lastNumber] = (deadline, waiter)
            return lastNumber
        }
    }

    /// Locked because sleeping tasks and the driver run on different threads. Actions run outside the lock.
    private let state: Mutex<State>

    public init(now: Instant = .zero, wall: WallTime, trust: ClockReading.Trust = .trusted) {
        state = Mutex(State(now: now, wallAtZero: wall - (now - .zero), trust: trust))
    }

    public func now() -> Instant { state.withLock { $0.now } }

    public func wall() -> ClockReading {
        state.withLock { state in
            let reading = state.reading
            guard state.trust == .trusted, let trust = state.watch?.judge(reading, isSynchronised: true) else {
                return ClockReading(time: reading.wall, trust: state.trust)
            }
            let believed = state.watch?.believed(at: reading.instant)
            if trust == .trusted { state.watch = nil }
            return ClockReading(time: reading.wall, trust: trust, believed: believed)
        }
    }

    /// Sets the wall clock alone, as a person does who is believed, or a machine that slept; the monotonic clock does not
    /// notice.
    public func setWall(_ wall: WallTime) {
        state.withLock { state in
            state.wallAtZero = wall - (state.now - .zero)
            state.watch = nil
        }
    }

    /// Steps the wall clock as a time service does that errs, or mends an error: ``ClockWatch`` judges it from then on.
    public func stepWall(to wall: WallTime) {
        state.withLock { state in
            var watch = state.watch ?? ClockWatch()
            _ = watch.judge(state.reading, isSynchronised: true)
            state.wallAtZero = wall - (state.now - .zero)
            _ = watch.judge(state.reading, isSynchronised: true)
            state.watch = watch
        }
    }

    /// Says how far the clock can be believed, whatever it did before.
    public func setTrust(_ trust: ClockReading.Trust) {
        state.withLock { state in
            state.trust = trust
            state.watch = nil
        }
    }

    /// How many tasks and actions wait for a deadline.
    public var waiting: Int { state.withLock { $0.waiters.count } }

    /// The earliest deadline that is waited for.
    public var nextDeadline: Instant? { state.withLock { $0.next?.deadline } }

    /// Runs `action` when the clock comes to `deadline`; a deadline that is past counts as now, and waits for the next
    /// advance all the same.
    @discardableResult
    public func call(at deadline: Instant, _ action: @escaping @Sendable () -> Void) -> Timer {
        state.withLock { Timer(number: $0.add(.action(action), max(deadline, $0.now))) }
    }

    /// The action no longer runs.
    public func cancel(_ timer: Timer) { state.withLock { _ = $0.waiters.removeValue(forKey: timer.number) } }

    public func advance(by duration: Duration) { advance(to: now() + duration) }

    /// Moves both clocks to `target`; an instant that is past moves nothing.
    public func advance(to target: Instant) {
        while let waiter = takeNext(until: target) {
            switch waiter {
            case .action(let action): action()
            case .task(let continuation): continuation.resume()
            }
        }
        state.withLock { $0.now = max($0.now, target) }
    }

    private func takeNext(until target: Instant) -> Waiter? {
        state.withLock { state in
            guard let next = state.next, next.deadline <= target else { return nil }
            state.now = max(state.now, next.deadline)
            return state.waiters.removeValue(forKey: next.number)?.waiter
        }
    }

    public func sleep(until deadline: Instant) async throws {
        let slot = Mutex<Slot>(.waiting)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let refused: (any Error)?? = slot.withLock { slot in
                    if case .cancelled = slot { return .some(CancellationError()) }
                    return state.withLock { state in
                        if deadline <= state.now { return .some(nil) }
                        slot = .asleep(state.add(.task(continuation), deadline))
                        return .none
                    }
                }
                switch refused {
                case .none: break
                case .some(.none): continuation.resume()
                case .some(.some(let error)): continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            slot.withLock { slot in
                if case .asleep(let number) = slot { wakeCancelled(number) }
                slot = .cancelled
            }
        }
    }

    private enum Slot {
        case waiting, cancelled
        case asleep(UInt64)
    }

    private func wakeCancelled(_ number: UInt64) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: number)?.waiter }
        if case .task(let continuation)? = waiter { continuation.resume(throwing: CancellationError()) }
    }
}
