public import LibraryModel
internal import Synchronization

/// A cut-off with a thread of its own, so it works while every other thread of the program is stuck.
public final class ThreadCutOff: CutOff {
    private let alarm: Alarm
    /// Declared last: it goes, and is waited for, after it was told to end.
    private let thread: OwnThread

    /// EAGAIN when the system has no thread to spare.
    public init(time: any TimeSource) throws(LineError) {
        let alarm = Alarm(time: time, bell: try WakeUp())
        self.alarm = alarm
        thread = try OwnThread(for: "a cut-off") { alarm.run() }
    }

    deinit { alarm.end() }

    public func arm(at deadline: Instant, _ action: @escaping @Sendable () -> Instant?) { alarm.set(deadline, action) }

    public func disarm() { alarm.set(nil, { nil }) }
}

/// What the thread and its owner share.
private final class Alarm: Sendable {
    private struct State {
        /// Nil when disarmed.
        var deadline: Instant?
        var action: @Sendable () -> Instant? = { nil }
        /// Counts arms and disarms, so that the answer of an overtaken action is dropped.
        var arms: UInt64 = 0
        var ended = false
    }

    /// Locked because arming must never wait for the cooperative pool. Actions run outside the lock.
    private let state = Mutex(State())
    private let time: any TimeSource
    private let bell: WakeUp

    init(time: any TimeSource, bell: consuming WakeUp) {
        self.time = time
        self.bell = bell
    }

    func set(_ deadline: Instant?, _ action: @escaping @Sendable () -> Instant?) {
        state.withLock { state in
            (state.deadline, state.action) = (deadline, action)
            state.arms &+= 1
        }
        if deadline != nil { bell.signal() }
    }

    func end() {
        state.withLock { $0.ended = true }
        bell.signal()
    }

    func run() {
        while true {
            let (deadline, action, arms, ended) = state.withLock { ($0.deadline, $0.action, $0.arms, $0.ended) }
            if ended { return }
            let left = deadline.map { $0 - time.now() }
            if let left, left <= .zero {
                let again = action()
                state.withLock { if $0.arms == arms { $0.deadline = again } }
            } else {
                _ = bell.wait(atMost: left)
            }
        }
    }
}
