internal import Glibc
public import LibraryModel
internal import Synchronization

/// Lines in memory: what a test or a story presses, watches and breaks.
///
/// Observers are called on the thread that changes the line, before the change returns. An observer of an output must not
/// command outputs itself: it may be called from within a pulse. It sets down what follows, for example with
/// ``SimulatedTime/call(at:_:)``.
public final class SimulatedBank: LineBank {
    /// The most changes of a line that are remembered; the older half is dropped beyond.
    public static let longestHistory = 100_000
    /// The most changes of an input that wait for its watcher, as in the kernel; what comes beyond is lost.
    public static let mostWaitingEdges = 16

    private let board: BoardDescription?
    private let time: any TimeSource
    /// Locked because lines are set and driven from several threads. Observers are called outside the lock.
    private let state = Mutex(State())

    /// With a board, only its lines exist, each for its way; without one, every name exists for both.
    public init(board: BoardDescription? = nil, time: any TimeSource) { (self.board, self.time) = (board, time) }

    public func has(_ name: String) -> Bool { board?.has(name) ?? true }

    public func output(_ name: String) throws(LineError) -> any OutputLine {
        _ = try board?.line(name, as: .output)
        let now = time.now()
        let (number, changes) = try state.withLock { (state) throws(LineError) in
            (try state.request(name), state.want(name, false, at: now))
        }
        tell(name, changes)
        return SimulatedOutput(name: name, number: number, bank: self)
    }

    public func input(_ name: String) throws(LineError) -> any InputLine {
        _ = try board?.line(name, as: .input)
        let bell = try SimulatedBell()
        let number = try state.withLock { (state) throws(LineError) in try state.request(name, bell: bell) }
        return SimulatedInput(name: name, number: number, bank: self, bell: bell)
    }

    // MARK: - What stands around the board

    /// Drives an input from outside, as a contact does. Same level as before: nothing happens.
    public func drive(_ name: String, _ active: Bool, at instant: Instant) {
        tell(name, state.withLock { $0.drive(name, active, at: instant) })
    }

    /// The level on the wire, whoever drives it.
    public func level(of name: String) -> Bool { state.withLock { $0.lines[name]?.level ?? false } }

    /// Every change on the wire with its instant, oldest first.
    public func history(of name: String) -> [LineEdge] { state.withLock { $0.lines[name]?.history ?? [] } }

    /// The names of the lines that are held, sorted.
    public var heldLines: [String] { state.withLock { $0.lines.filter { $0.value.holder != nil }.keys.sorted() } }

    /// Breaks a line; faults add up. A stuck level takes hold now.
    public func inject(_ fault: LineFault, on name: String) {
        let now = time.now()
        tell(name, state.withLock { $0.inject(fault, on: name, at: now) })
    }

    /// The chip of all lines goes: whoever holds one holds nothing any more, and no line can be had.
    public func unplug() { state.withLock { $0.unplug() } }

    /// The chip is back; its lines are held by nobody.
    public func plugIn() { state.withLock { $0.isUnplugged = false } }

    /// Mends a line. One that was gone must be requested again.
    public func mend(_ name: String) {
        let now = time.now()
        tell(name, state.withLock { $0.mend(name, at: now) })
    }

    /// Calls `observer` with every change of every line that is held as an output or driven, in the place of any earlier
    /// observer.
    public func observe(_ observer: @escaping @Sendable (_ name: String, _ change: LineEdge) -> Void) {
        state.withLock { $0.observer = observer }
    }

    private func tell(_ name: String, _ changes: [LineEdge]) {
        guard !changes.isEmpty else { return }
        let observer = state.withLock { $0.observer }
        for change in changes { observer(name, change) }
    }

    // MARK: - What the lines do

    func set(_ name: String, held number: UInt64, _ active: Bool) throws(LineError) {
        let now = time.now()
        let changes = try state.withLock { (state) throws(LineError) in
            try state.check(name, held: number, "set \(name)")
            return state.want(name, active, at: now)
        }
        tell(name, changes)
    }

    func read(_ name: String, held number: UInt64) throws(LineError) -> Bool {
        try state.withLock { (state) throws(LineError) in
            try state.check(name, held: number, "read \(name)")
            return state.lines[name]?.level ?? false
        }
    }

    func waitingEdge(_ name: String, held number: UInt64) throws(LineError) -> LineEdge? {
        try state.withLock { (state) throws(LineError) in
            try state.check(name, held: number, "wait for \(name)")
            return state.lines[name]?.waitingEdge()
        }
    }

    func release(_ name: String, held number: UInt64) { state.withLock { $0.release(name, held: number) } }
}

/// An output of a ``SimulatedBank``, held until the last reference goes. It keeps its level then.
private final class SimulatedOutput: OutputLine {
    private let name: String
    private let number: UInt64
    private let bank: SimulatedBank

    init(name: String, number: UInt64, bank: SimulatedBank) { (self.name, self.number, self.bank) = (name, number, bank) }

    deinit { bank.release(name, held: number) }

    func set(_ active: Bool) throws(LineError) { try bank.set(name, held: number, active) }
}

/// An input of a ``SimulatedBank``, held until the last reference goes.
private final class SimulatedInput: InputLine {
    private let name: String
    private let number: UInt64
    private let bank: SimulatedBank
    private let bell: SimulatedBell

    init(name: String, number: UInt64, bank: SimulatedBank, bell: SimulatedBell) {
        (self.name, self.number, self.bank, self.bell) = (name, number, bank, bell)
    }

    deinit { bank.release(name, held: number) }

    var descriptor: Int32 { bell.wake.descriptor }

    func read() throws(LineError) -> Bool { try bank.read(name, held: number) }

    func waitingEdge() throws(LineError) -> LineEdge? { try bank.waitingEdge(name, held: number) }
}
