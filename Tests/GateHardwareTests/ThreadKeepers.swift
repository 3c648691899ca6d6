import GateHardware
import Glibc
import LibraryModel
import Synchronization
import Testing

/// Keepers on threads of this process, on simulated lines and time. Each serves, hangs or dies as it is told.
final class ThreadKeepers: KeeperHost {
    /// What a keeper does with its packets.
    enum Mood: Sendable {
        case serving
        /// Lets them lie.
        case hanging
        /// Is gone, and its lines with it.
        case dead
    }

    static let names = ["relay-entry", "relay-exit"]
    let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank
    private let lives = Mutex<[Life]>([])
    private let refusals = Mutex(0)

    /// The first `refusals` starts fail.
    init(refusals: Int = 0) {
        bank = SimulatedBank(time: time)
        self.refusals.withLock { $0 = refusals }
    }

    func start() throws(LineError) -> StartedKeeper {
        let isRefused = refusals.withLock { left in
            left -= 1
            return left >= 0
        }
        if isRefused { throw LineError(call: "start a keeper", code: 11, advice: "not now") }
        let (ours, theirs) = try PacketSocket.pair()
        let life = lives.withLock { lives in
            lives.append(Life(id: Int32(lives.count)))
            return lives[lives.count - 1]
        }
        try life.begin(bank, time, theirs)
        return StartedKeeper(socket: ours, process: life)
    }

    /// How many keepers there had been each time that lines were put to rest.
    var rests: [Int] { rested.withLock { $0 } }
    private let rested = Mutex<[Int]>([])

    func restLines() {
        let count = count
        rested.withLock { $0.append(count) }
        for name in Self.names { _ = try? bank.output(name).set(false) }
    }

    /// The newest keeper becomes like that; answers once it is.
    func become(_ mood: Mood) {
        let life = lives.withLock { $0.last }
        life?.become(mood)
        while life?.isSettled == false { usleep(100) }
    }

    var count: Int { lives.withLock { $0.count } }

    final class Life: KeeperProcess {
        let id: Int32
        private let mood = Mutex(Mood.serving)
        /// The mood that its thread knows of.
        private let known = Mutex(Mood.serving)
        private let isOver = Mutex(false)
        private let thread = Mutex<OwnThread?>(nil)

        init(id: Int32) { self.id = id }

        func become(_ new: Mood) { mood.withLock { $0 = new } }
        var isSettled: Bool { isOver.withLock { $0 } || known.withLock { $0 } == mood.withLock { $0 } }
        func kill() { become(.dead) }
        func ending() -> String? { isOver.withLock { $0 } ? "it ended" : nil }

        func begin(_ bank: SimulatedBank, _ time: SimulatedTime, _ socket: PacketSocket) throws(LineError) {
            try thread.withLock { (thread) throws(LineError) in
                thread = try OwnThread(for: "a keeper") { [self] in
                    serve(bank, time, socket)
                    isOver.withLock { $0 = true }
                }
            }
        }

        private func serve(_ bank: SimulatedBank, _ time: SimulatedTime, _ socket: PacketSocket) {
            var keeper = RelayKeeper(
                ThreadKeepers.names, on: bank, time: time, cutOff: { _ in SimulatedCutOff(time: time) },
                tell: { _ = socket.send($0.packet) })
            while true {
                let mood = mood.withLock { $0 }
                known.withLock { $0 = mood }
                switch mood {
                case .dead: return
                case .hanging: usleep(1000)
                case .serving:
                    switch socket.next(waitingAtMost: .milliseconds(5)) {
                    case .packet(let packet):
                        if let answer = keeper.hear(packet) { _ = socket.send(answer.packet) }
                    case .nothing: _ = keeper.look()
                    case .ended: return
                    }
                }
            }
        }
    }
}
