internal import Glibc
public import LibraryModel

/// The keeper: holds the relay lines of one board for a controller in another process, so that no relay stays on when that
/// process is stopped, hangs or dies (design invariant 3).
///
/// Each pulse ends by its own ``PulsedOutput``, and all lines go off when nothing was heard for ``silence`` or when the
/// socket ends. A line that cannot be had, or is lost, is asked for again with every order to it and every beat.
public struct RelayKeeper {
    /// How long the controller may be silent before every line goes off. It beats each ``KeeperWatch/beatPeriod``.
    public static let silence = Duration.seconds(1)
    /// For how long lines that will not go off are tried again before the keeper ends: the time that systemd gives it.
    static let lastTries = Duration.seconds(3)

    private struct Line {
        let name: String
        let relay: SteadyOutput
        /// Nil until there is a cut-off for it.
        var output: PulsedOutput?
    }

    private var lines: [Line]
    private let time: any TimeSource
    private let cutOff: (String) throws(LineError) -> any CutOff
    private let tell: @Sendable (KeeperAnswer) -> Void
    /// Nil once it has been too long.
    private var heard: Instant?

    /// Takes every line that can be had, at rest. `tell` is called from any thread with what happens to lines by itself.
    public init(
        _ names: [String], on bank: any LineBank, time: any TimeSource,
        cutOff: @escaping (String) throws(LineError) -> any CutOff, tell: @escaping @Sendable (KeeperAnswer) -> Void
    ) {
        (self.time, self.cutOff, self.tell) = (time, cutOff, tell)
        lines = names.map { Line(name: $0, relay: SteadyOutput($0, on: bank)) }
        heard = time.now()
        takeMissing()
    }

    /// Serves `socket` until its other end is gone and the lines are off.
    public mutating func run(on socket: PacketSocket) {
        while true {
            let patience = look().map { $0 - time.now() }
            switch socket.next(waitingAtMost: patience) {
            case .packet(let packet):
                // An answer that nobody takes is lost: the other side has given it up by then.
                if let answer = hear(packet) { _ = socket.send(answer.packet) }
            case .nothing: continue
            case .ended:
                letGo()
                return
            }
        }
    }

    /// Carries out an order. What is none is no sign of life either, and gets no answer.
    public mutating func hear(_ packet: [UInt8]) -> KeeperAnswer? {
        guard let order = KeeperOrder(packet) else { return nil }
        heard = time.now()
        do throws(LineError) {
            try carryOut(order.wish)
            return .done(number: order.number)
        } catch { return .refused(number: order.number, error) }
    }

    /// Drops the lines when nothing was heard for too long. Answers when to look again; nil: not before the next order.
    public mutating func look() -> Instant? {
        guard let last = heard else { return nil }
        if time.now() - last < Self.silence { return last + Self.silence }
        heard = nil
        _ = allOff()
        return nil
    }

    /// Every line off; whether all obeyed. Those that did not are tried again by their cut-offs.
    public func allOff() -> Bool { Self.off(lines) }

    private static func off(_ lines: [Line]) -> Bool {
        var obeyed = true
        for line in lines {
            do throws(LineError) { try line.output?.off() } catch { obeyed = false }
        }
        return obeyed
    }

    private mutating func carryOut(_ wish: KeeperOrder.Wish) throws(LineError) {
        switch wish {
        case .beat: takeMissing()
        case .pulse(let number, let until):
            let left = until - time.now()
            guard left > .zero else {
                throw LineError(call: "pulse", code: ETIME, advice: "the order came too late")
            }
            try taken(number).pulse(for: left)
        case .off(let number): try taken(number).off()
        case .probe(let number): try taken(number).probe()
        }
    }

    /// The line with its cut-off, which is made now if it could not be before.
    private mutating func taken(_ number: Int) throws(LineError) -> PulsedOutput {
        guard lines.indices.contains(number) else {
            throw LineError(call: "line \(number)", code: ENXIO, advice: "the keeper has no such line")
        }
        if let output = lines[number].output { return output }
        let (name, tell) = (lines[number].name, tell)
        let output = PulsedOutput(
            lines[number].relay, time: time, cutOff: try cutOff(name), report: { tell(KeeperAnswer($0, of: number)) })
        lines[number].output = output
        return output
    }

    private mutating func takeMissing() {
        for number in lines.indices {
            _ = try? taken(number)
            try? lines[number].relay.take()
        }
    }

    private func letGo() {
        // A line that could not be had is nobody's to drop here.
        let held = lines.filter(\.relay.isHeld)
        let limit = time.now() + Self.lastTries
        while !Self.off(held), time.now() < limit { ThreadPause.rest(for: PulsedOutput.retry) }
    }
}

extension KeeperAnswer {
    /// What happened to a line by itself.
    init(_ alert: PulsedOutput.Alert, of line: Int) {
        self =
            switch alert {
            case .stuck(let error): .stuck(line: line, error)
            case .freed(let tries): .freed(line: line, failedTries: UInt32(clamping: tries))
            }
    }
}
