internal import Glibc
public import LibraryModel
internal import Synchronization

/// Runs an actor and the tasks around it on a thread of their own, so that whatever occupies or blocks the threads that
/// all other tasks share, they go on.
///
/// Jobs run one after another in the order in which they came. ``sleep(until:)`` waits without those shared threads too.
public final class ThreadExecutor: SerialExecutor, TaskExecutor {
    private let queue: Queue
    /// Declared last: it goes, and is waited for, after the queue was told to end.
    private let thread: OwnThread

    /// EAGAIN when the system has no thread to spare. `purpose` is for that error.
    public init(for purpose: String, time: any TimeSource) throws(LineError) {
        let queue = Queue(time: time, bell: try WakeUp())
        self.queue = queue
        thread = try OwnThread(for: purpose) { queue.run() }
        queue.belong(to: self)
    }

    deinit { queue.end() }

    /// For the actor that runs here, which must keep this alive.
    @unsafe public var serial: UnownedSerialExecutor { unsafe asUnownedSerialExecutor() }

    public func enqueue(_ job: consuming ExecutorJob) { queue.put(UnownedJob(job)) }

    /// Returns at `deadline`, up to 1 ms late; throws `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant) async throws {
        let name = queue.newName()
        defer { queue.forget(name) }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { queue.sleep(name, until: deadline, $0) }
        } onCancel: {
            queue.wake(name)
        }
    }
}

/// What the thread and those who give it work share.
private final class Queue: Sendable {
    private struct Sleeper {
        let name: UInt64
        let deadline: Instant
        let waiting: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var jobs: [UnownedJob] = []
        /// One a task that sleeps here.
        var sleepers: [Sleeper] = []
        /// Those who were cancelled before they slept.
        var cancelled: Set<UInt64> = []
        var lastName: UInt64 = 0
        var hasEnded = false
        weak var executor: ThreadExecutor?
    }

    private enum Work {
        case jobs([UnownedJob], ThreadExecutor)
        case waking([Sleeper])
        case wait(Instant?)
        case end
    }

    private let time: any TimeSource
    private let bell: WakeUp
    /// Locked because any thread gives work; held for a few assignments.
    private let state = Mutex(State())

    init(time: any TimeSource, bell: consuming WakeUp) {
        self.time = time
        self.bell = bell
    }

    func belong(to executor: ThreadExecutor) {
        state.withLock { $0.executor = executor }
        bell.signal()
    }

    func put(_ job: UnownedJob) {
        let isFirst = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if isFirst { bell.signal() }
    }

    func newName() -> UInt64 {
        state.withLock { state in
            state.lastName += 1
            return state.lastName
        }
    }

    func sleep(_ name: UInt64, until deadline: Instant, _ waiting: CheckedContinuation<Void, any Error>) {
        let isCancelled = state.withLock { state in
            if state.cancelled.remove(name) != nil { return true }
            state.sleepers.append(Sleeper(name: name, deadline: deadline, waiting: waiting))
            return false
        }
        if isCancelled { waiting.resume(throwing: CancellationError()) } else { bell.signal() }
    }

    /// The task that sleeps under this name was cancelled, perhaps before it slept.
    func wake(_ name: UInt64) {
        let waiting = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard let index = state.sleepers.firstIndex(where: { $0.name == name }) else {
                state.cancelled.insert(name)
                return nil
            }
            return state.sleepers.remove(at: index).waiting
        }
        waiting?.resume(throwing: CancellationError())
    }

    /// The sleep under this name is over, however it ended.
    func forget(_ name: UInt64) { state.withLock { _ = $0.cancelled.remove(name) } }

    func end() {
        state.withLock { $0.hasEnded = true }
        bell.signal()
    }

    func run() {
        while true {
            switch next() {
            case .jobs(let jobs, let executor):
                let (serial, task) = unsafe (executor.asUnownedSerialExecutor(), executor.asUnownedTaskExecutor())
                for job in jobs { unsafe job.runSynchronously(isolatedTo: serial, taskExecutor: task) }
            case .waking(let sleepers): for sleeper in sleepers { sleeper.waiting.resume() }
            case .wait(let deadline): _ = bell.wait(atMost: deadline.map { $0 - time.now() })
            case .end: return
            }
        }
    }

    /// Sleepers first: a deadline of a relay does not wait behind a queue of codes.
    private func next() -> Work {
        let now = time.now()
        return state.withLock { state in
            let due = state.sleepers.filter { $0.deadline <= now }
            if !due.isEmpty {
                state.sleepers.removeAll { $0.deadline <= now }
                return .waking(due)
            }
            if !state.jobs.isEmpty, let executor = state.executor {
                defer { state.jobs.removeAll(keepingCapacity: true) }
                return .jobs(state.jobs, executor)
            }
            return state.hasEnded ? .end : .wait(state.sleepers.map(\.deadline).min())
        }
    }
}

/// Another clock whose waits need no shared thread.
public struct ThreadTime: TimeSource {
    private let clock: any TimeSource
    private let thread: ThreadExecutor

    /// `thread` must go by the same monotonic clock.
    public init(_ clock: any TimeSource, on thread: ThreadExecutor) { (self.clock, self.thread) = (clock, thread) }

    public func now() -> Instant { clock.now() }
    public func wall() -> ClockReading { clock.wall() }
    public func sleep(until deadline: Instant) async throws { try await thread.sleep(until: deadline) }
}
