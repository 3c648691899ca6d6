internal import Glibc
internal import LibraryModel
internal import Synchronization

/// What the thread that attends to the keeper and those who command lines share.
final class KeeperAttendance: Sendable {
    private struct State {
        var watch = KeeperWatch()
        var socket: PacketSocket?
        var number: UInt32 = 0
        var wishes: [PulseWish?]
        var listeners: [Int: @Sendable (PulsedOutput.Alert) -> Void] = [:]
        /// Alerts that came in while somebody held the lock.
        var alerts: [(line: Int, PulsedOutput.Alert)] = []
        /// The newest that nobody has been told yet.
        var turn = KeeperWatch.Turn.none
        var ended = false
    }

    private struct Keepers {
        var now: (any KeeperProcess)?
        /// Killed, but in the kernel's hands for longer than was waited for; looked after until they end.
        var ending: [any KeeperProcess] = []
    }

    /// For how long the end of a keeper that was killed is waited for, so that its successor finds its lines free.
    private static let longestEnding = Duration.milliseconds(200)
    private static let glance = Duration.milliseconds(5)

    let time: any TimeSource
    private let host: any KeeperHost
    private let bell: WakeUp
    private let report: @Sendable (KeeperNews) -> Void
    /// Locked so that an order and its answer are one step, for at most ``KeptRelays/answerBound``: two lanes that command
    /// at once wait for each other's answers. The attending thread holds it for moments only, and waits outside of it.
    private let state: Mutex<State>
    /// Touched by the attending thread alone; locked because the first keeper is started before there is that thread.
    private let keepers = Mutex(Keepers())

    init(
        lines: Int, host: any KeeperHost, time: any TimeSource, bell: consuming WakeUp,
        report: @escaping @Sendable (KeeperNews) -> Void
    ) {
        (self.host, self.time, self.report) = (host, time, report)
        self.bell = bell
        state = Mutex(State(wishes: Array(repeating: nil, count: lines)))
    }

    // MARK: - For whoever commands a line

    func listen(to line: Int, _ listener: @escaping @Sendable (PulsedOutput.Alert) -> Void) {
        state.withLock { $0.listeners[line] = listener }
    }

    /// The wish outlives a keeper that does not answer: its successor gives what is left of the pulse.
    func pulse(_ line: Int, for duration: Duration, called call: String) throws(LineError) {
        try command(called: call) { state in
            let wish = PulseWish(duration, at: time.now(), after: state.wishes[line])
            state.wishes[line] = wish
            let result = ask(.pulse(line: line, until: wish.until), called: call, &state)
            if case .failure(let error) = result, error.code != ETIMEDOUT { state.wishes[line] = nil }
            return result
        }
    }

    /// Goes to a keeper that does not answer, too: it may yet obey.
    func off(_ line: Int, called call: String) throws(LineError) {
        try command(called: call) { state in
            state.wishes[line] = nil
            if !state.watch.isAnswering { send(.off(line: line), &state) }
            return ask(.off(line: line), called: call, &state)
        }
    }

    func ask(_ wish: KeeperOrder.Wish, called call: String) throws(LineError) {
        try command(called: call) { state in ask(wish, called: call, &state) }
    }

    private func command(
        called call: String, _ work: (inout State) -> Result<Void, LineError>
    ) throws(LineError) {
        let result = state.withLock { state in work(&state) }
        tellAlerts()
        try result.get()
    }

    private func ask(_ wish: KeeperOrder.Wish, called call: String, _ state: inout State) -> Result<Void, LineError> {
        guard state.watch.isAnswering, let socket = state.socket else { return .failure(Self.absent(call)) }
        let limit = time.now() + KeptRelays.answerBound
        if let number = send(wish, &state) {
            var patience = KeptRelays.answerBound
            while patience > .zero, case .packet(let packet) = socket.next(waitingAtMost: patience) {
                let answer = KeeperAnswer(packet)
                take(answer, &state)
                switch answer {
                case .done(number): return .success(())
                case .refused(number, let error): return .failure(error)
                default: patience = limit - time.now()
                }
            }
        }
        state.watch.missed(at: time.now())
        bell.signal()
        return .failure(Self.absent(call))
    }

    private static func absent(_ call: String) -> LineError {
        LineError(
            call: call, code: ETIMEDOUT,
            advice: "the keeper of the relays does not answer; another one takes its place within 2 s, the log says why")
    }

    /// The number of the order that is on its way; nil when the keeper takes none.
    @discardableResult
    private func send(_ wish: KeeperOrder.Wish, _ state: inout State) -> UInt32? {
        state.number &+= 1
        guard let socket = state.socket, socket.send(KeeperOrder(wish, number: state.number).packet) else { return nil }
        return state.number
    }

    /// Takes one packet for what it says about the keeper itself. One that begins to answer is told what its lines are to do.
    private func take(_ answer: KeeperAnswer?, _ state: inout State) {
        switch answer {
        case .done, .refused:
            let turn = state.watch.answered(at: time.now())
            guard turn != .none else { return }
            state.turn = turn
            for (line, wish) in state.wishes.enumerated() {
                if let wish, wish.until > time.now() { send(.pulse(line: line, until: wish.until), &state) } else {
                    send(.off(line: line), &state)
                }
            }
        case .stuck(let line, let error): state.alerts.append((line, .stuck(error)))
        case .freed(let line, let tries): state.alerts.append((line, .freed(failedTries: Int(tries))))
        case nil: break
        }
    }

    private func tellAlerts() {
        let due = state.withLock { state in
            defer { state.alerts = [] }
            return state.alerts.compactMap { alert in state.listeners[alert.line].map { ($0, alert.1) } }
        }
        for (listener, alert) in due { listener(alert) }
    }

    // MARK: - For the attending thread

    /// Ends the attendance, and the keeper with it.
    func end() {
        state.withLock { $0.ended = true }
        bell.signal()
    }

    /// Attends to the keeper until ``end()``, or until a keeper answers or that limit is over.
    func attend(untilAnswerOr limit: Instant? = nil) {
        while true {
            let (isGone, ended, turn) = state.withLock { state in
                let isGone = drain(&state)
                defer { state.turn = .none }
                return (isGone, state.ended, state.turn)
            }
            tellAlerts()
            tell(turn)
            if ended { return letGo() }
            if isGone {
                lose(why: nil)
                continue
            }
            let (step, watch, socket) = state.withLock { ($0.watch.step(at: time.now()), $0.watch, $0.socket) }
            switch step {
            case .start: start()
            case .beat: beat()
            case .replace(let why): lose(why: why)
            case .wait(let until):
                if let limit, watch.isAnswering || time.now() >= limit { return }
                let patience = min(until, limit ?? until) - time.now()
                _ = bell.wait(or: socket?.descriptor ?? -1, readable: watch.isAwaiting, atMost: patience)
            }
        }
    }

    /// Takes what has come; true when the other end is gone.
    private func drain(_ state: inout State) -> Bool {
        guard let socket = state.socket else { return false }
        while true {
            switch socket.next(waitingAtMost: .zero) {
            case .packet(let packet): take(KeeperAnswer(packet), &state)
            case .nothing: return false
            case .ended: return true
            }
        }
    }

    private func start() {
        do throws(LineError) {
            let keeper = try host.start()
            keepers.withLock { $0.now = keeper.process }
            state.withLock { state in
                state.socket = keeper.socket
                state.watch.started(at: time.now())
            }
        } catch {
            state.withLock { $0.watch.ended(at: time.now()) }
            report(.unavailable(error))
        }
    }

    private func beat() {
        keepers.withLock { keepers in keepers.ending.removeAll { $0.ending() != nil } }
        state.withLock { state in
            send(.beat, &state)
            state.watch.beat(at: time.now())
        }
    }

    /// Ends the keeper if it has not ended by itself; without a reason of ours, the way it ended is the reason.
    private func lose(why: String?) {
        state.withLock { $0.socket = nil }
        guard let lost = keepers.withLock({ $0.now.take() }) else { return state.withLock { $0.watch.ended(at: time.now()) } }
        if why != nil { lost.kill() }
        let how = ending(of: lost, within: Self.longestEnding)
        if how == nil {
            // What closed its socket and lives on is no keeper any more.
            lost.kill()
            keepers.withLock { $0.ending.append(lost) }
        }
        host.restLines()
        state.withLock { $0.watch.ended(at: time.now()) }
        report(.lost(id: lost.id, why: why ?? how ?? "it closed its socket"))
    }

    /// Closes the socket, by which the keeper drops its lines and ends, and waits for that a little, so that whoever comes
    /// next finds the lines free.
    private func letGo() {
        state.withLock { $0.socket = nil }
        guard let last = keepers.withLock({ $0.now.take() }) else { return }
        if ending(of: last, within: RelayKeeper.silence) == nil { last.kill() }
    }

    /// How it ended; nil when it has not within so long, told by rests and not by the clock.
    private func ending(of process: any KeeperProcess, within patience: Duration) -> String? {
        for _ in 0..<patience.inMilliseconds / Self.glance.inMilliseconds {
            if let how = process.ending() { return how }
            ThreadPause.rest(for: Self.glance)
        }
        return process.ending()
    }

    private func tell(_ turn: KeeperWatch.Turn) {
        guard let id = keepers.withLock({ $0.now?.id }) else { return }
        switch turn {
        case .none: break
        case .first(let time): report(.answers(id: id, after: time))
        case .again: report(.answersAgain(id: id))
        }
    }
}
