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
        let changes = try state.withLock { (state) throws(LineError) in
            try state.request(name)
            return state.want(name, false, at: now)
        }
        tell(name, changes)
        return SimulatedOutput(name: name, bank: self)
    }

    public func input(_ name: String) throws(LineError) -> any InputLine {
        _ = try board?.line(name, as: .input)
        let (edges, continuation) = AsyncStream.makeStream(
            of: LineEdge.self, bufferingPolicy: .bufferingNewest(GPIOInput.mostWaitingEdges))
        try state.withLock { (state) throws(LineError) in
            try state.request(name)
            state.lines[name, default: SimulatedLine()].continuation = continuation
        }
        return SimulatedInput(name: name, bank: self, edges: edges)
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
    public var heldLines: [String] { state.withLock { $0.lines.filter(\.value.held).keys.sorted() } }

    /// Breaks a line; faults add up. A stuck level takes hold now.
    public func inject(_ fault: LineFault, on name: String) {
        let now = time.now()
        tell(name, state.withLock { $0.inject(fault, on: name, at: now) })
    }

    /// Mends a line. Edges that ended stay ended: the line must be requested again.
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

    func set(_ name: String, _ active: Bool) throws(LineError) {
        let now = time.now()
        let changes = try state.withLock { (state) throws(LineError) in
            try state.check(name, "set \(name)")
            return state.want(name, active, at: now)
        }
        tell(name, changes)
    }

    func read(_ name: String) throws(LineError) -> Bool {
        try state.withLock { (state) throws(LineError) in
            try state.check(name, "read \(name)")
            return state.lines[name]?.level ?? false
        }
    }

    func release(_ name: String) {
        state.withLock { state in
            state.lines[name]?.held = false
            state.lines[name]?.continuation?.finish()
            state.lines[name]?.continuation = nil
        }
    }
}

/// An output of a ``SimulatedBank``, held until the last reference goes. It keeps its level then.
private final class SimulatedOutput: OutputLine {
    private let name: String
    private let bank: SimulatedBank

    init(name: String, bank: SimulatedBank) { (self.name, self.bank) = (name, bank) }

    deinit { bank.release(name) }

    func set(_ active: Bool) throws(LineError) { try bank.set(name, active) }
}

/// An input of a ``SimulatedBank``, held until the last reference goes.
private final class SimulatedInput: InputLine {
    let edges: AsyncStream<LineEdge>
    private let name: String
    private let bank: SimulatedBank

    init(name: String, bank: SimulatedBank, edges: AsyncStream<LineEdge>) {
        (self.name, self.bank, self.edges) = (name, bank, edges)
    }

    deinit { bank.release(name) }

    func read() throws(LineError) -> Bool { try bank.read(name) }
}
