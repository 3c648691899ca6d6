internal import Glibc
internal import LibraryModel
internal import Synchronization

/// An output that is never active for longer than its bound, whoever forgets to switch it off (design invariant 3).
///
/// The bound counts from the moment the line went active: pulses that follow before it went off lengthen it up to the bound
/// and not beyond. A program that is stopped or killed is beyond this type, which therefore does its work in the keeper
/// (``RelayKeeper``) where a real relay hangs on it; what stops the keeper too is left to the turnstile's own timing.
public final class PulsedOutput: UnlockLine {
    /// No relay needs longer: turnstiles act on 100 to 300 ms (references section 5).
    public static let longestBound: Duration = .seconds(1)
    /// How soon switching off is tried again after it failed.
    public static let retry: Duration = .milliseconds(20)
    /// How soon it is tried again after ``quickTries`` failures.
    public static let slowRetry: Duration = .seconds(1)
    public static let quickTries = 50

    /// What happened to the bound itself.
    public enum Alert: Hashable, Sendable {
        /// The line could not be switched off. Said at the first failure; it is being tried again and again.
        case stuck(LineError)
        /// It was switched off after all, after so many tries that failed.
        case freed(failedTries: Int)
    }

    private let core: Core
    private let cutOff: any CutOff
    private let bound: Duration

    /// `bound` is 1 ms to ``longestBound``; anything else is taken as the nearest of the two. `report` is called from any
    /// thread and must return quickly.
    public init(
        _ line: any OutputLine, bound: Duration = PulsedOutput.longestBound, time: any TimeSource, cutOff: any CutOff,
        report: @escaping @Sendable (Alert) -> Void
    ) {
        core = Core(line: line, time: time, report: report)
        self.cutOff = cutOff
        self.bound = min(max(bound, .milliseconds(1)), Self.longestBound)
    }

    deinit {
        cutOff.disarm()
        _ = core.switchOff()
    }

    /// An error other than EINVAL: the line is being switched off.
    public func pulse(for duration: Duration) throws(LineError) {
        try Self.check(duration, against: bound)
        let core = core
        let result = core.switchOn(for: duration, bound: bound) { deadline in cutOff.arm(at: deadline) { core.expire() } }
        try result.get()
    }

    public func off() throws(LineError) { try settle(core.switchOff()) }

    public func probe() throws(LineError) {
        if let result = core.probe() { try settle(result) }
    }

    /// EINVAL when no pulse may last so long.
    static func check(_ duration: Duration, against bound: Duration) throws(LineError) {
        guard duration > .zero, duration <= bound else {
            throw LineError(
                call: "pulse for \(duration.inMilliseconds) ms", code: EINVAL,
                advice: "a pulse lasts from 1 ms to \(bound.inMilliseconds) ms")
        }
    }

    private func settle(_ result: Result<Void, LineError>) throws(LineError) {
        switch result {
        case .success: cutOff.disarm()
        case .failure(let error):
            let core = core
            cutOff.arm(at: core.time.now()) { core.expire() }
            throw error
        }
    }
}

/// The line and what is known about it. It does not know the cut-off, so that neither keeps the other alive.
private final class Core: Sendable {
    private struct State {
        /// When the line went active; nil while it is off.
        var onSince: Instant?
        var offAt = Instant.zero
        var failedTries = 0
        /// Why the last of these failed.
        var lastError: LineError?
    }

    let time: any TimeSource
    private let line: any OutputLine
    private let report: @Sendable (PulsedOutput.Alert) -> Void
    /// Locked so that a switch-on and its alarm are one step: an alarm that rings between them would be lost.
    private let state = Mutex(State())

    init(line: any OutputLine, time: any TimeSource, report: @escaping @Sendable (PulsedOutput.Alert) -> Void) {
        (self.line, self.time, self.report) = (line, time, report)
    }

    func switchOn(for duration: Duration, bound: Duration, arm: (Instant) -> Void) -> Result<Void, LineError> {
        let (result, alert) = state.withLock { state -> (Result<Void, LineError>, PulsedOutput.Alert?) in
            let now = time.now()
            let since = state.onSince ?? now
            // A line that would not go off is not switched on again before it has obeyed.
            if state.failedTries > 0 || now - since >= bound {
                arm(now)
                return (.failure(state.lastError ?? Self.tooLong), nil)
            }
            state.onSince = since
            state.offAt = max(state.offAt, min(now + duration, since + bound))
            arm(state.offAt)
            do throws(LineError) {
                try line.set(true)
                return (.success(()), nil)
            } catch {
                // Nobody knows what the pin does now.
                let (_, alert) = off(&state)
                if state.onSince != nil { arm(now + PulsedOutput.retry) }
                return (.failure(error), alert)
            }
        }
        if let alert { report(alert) }
        return result
    }

    func switchOff() -> Result<Void, LineError> {
        let (result, alert) = state.withLock { off(&$0) }
        if let alert { report(alert) }
        return result
    }

    /// Switches a line off that is at rest or would not go off; nil when a pulse is under way.
    func probe() -> Result<Void, LineError>? {
        let (result, alert) = state.withLock { state -> (Result<Void, LineError>?, PulsedOutput.Alert?) in
            guard state.onSince == nil || state.failedTries > 0 else { return (nil, nil) }
            return off(&state)
        }
        if let alert { report(alert) }
        return result
    }

    /// The alarm rang: switches off when it is time. Answers when to ring again.
    func expire() -> Instant? {
        let (again, alert) = state.withLock { state -> (Instant?, PulsedOutput.Alert?) in
            guard state.onSince != nil else { return (nil, nil) }
            let now = time.now()
            guard now >= state.offAt || state.failedTries > 0 else { return (state.offAt, nil) }
            let (result, alert) = off(&state)
            guard case .failure = result else { return (nil, alert) }
            let pause = state.failedTries < PulsedOutput.quickTries ? PulsedOutput.retry : PulsedOutput.slowRetry
            return (now + pause, alert)
        }
        if let alert { report(alert) }
        return again
    }

    private func off(_ state: inout State) -> (Result<Void, LineError>, PulsedOutput.Alert?) {
        do throws(LineError) {
            try line.set(false)
        } catch {
            (state.failedTries, state.lastError) = (state.failedTries + 1, error)
            state.onSince = state.onSince ?? time.now()
            return (.failure(error), state.failedTries == 1 ? .stuck(error) : nil)
        }
        let failed = state.failedTries
        state = State()
        return (.success(()), failed > 0 ? .freed(failedTries: failed) : nil)
    }

    private static let tooLong = LineError(
        call: "pulse", code: EBUSY, advice: "the line has been active for its whole bound and must go off first")
}
