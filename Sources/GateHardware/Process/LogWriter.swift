internal import Glibc
internal import LibraryModel
internal import Synchronization

/// Writes lines to a descriptor from a thread of its own, so that nobody who says something waits for whoever reads it:
/// a full pipe, a stopped pager, a journal that hangs.
///
/// Lines wait up to ``mostLines`` and ``mostBytes``; what comes while that is full is lost and counted, and the count is
/// written as soon as lines are taken again.
public final class LogWriter: Sendable {
    public static let mostLines = 1000
    /// In bytes, of all lines that wait.
    public static let mostBytes = 256 << 10
    /// In bytes; what is longer is cut. A pipe that takes anything takes as much at once (PIPE_BUF, pipe(7)).
    public static let longestLine = 4096

    private let tray: LogTray
    /// Declared last: it goes, and is waited for, after the tray was told to end.
    private let thread: OwnThread

    /// `descriptor` stays the caller's. `lost` makes the line, without its end, that tells of so many lost ones; it is
    /// called on the thread of the writer. Throws when the system has no thread or pipe to spare.
    public init(to descriptor: Int32, lost: @escaping @Sendable (Int) -> [UInt8]) throws(LineError) {
        let tray = LogTray(bell: try WakeUp())
        self.tray = tray
        thread = try OwnThread(for: "the log") { tray.run(descriptor, lost) }
    }

    deinit { tray.end() }

    /// Takes a line without its end, and returns at once.
    public func put(_ line: [UInt8]) { tray.put(line) }

    /// How many lines were lost since the start.
    public var lostLines: Int { tray.lostLines }
}

/// What waits to be written.
private final class LogTray: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        var bytes = 0
        var lostLines = 0
        /// Of those, the ones that were not told of.
        var untold = 0
        var hasEnded = false
    }

    /// How often it is looked whether it is the end.
    private static let patience = Duration.seconds(1)
    /// After the end, whoever does not take a line within this time does not get it.
    private static let lastPatience = Duration.milliseconds(200)

    private let bell: WakeUp
    /// Locked because everybody puts what one thread takes; held for a few assignments.
    private let state = Mutex(State())

    init(bell: consuming WakeUp) { self.bell = bell }

    var lostLines: Int { state.withLock { $0.lostLines } }

    func put(_ line: [UInt8]) {
        let line = line.prefix(LogWriter.longestLine - 1) + [UInt8(ascii: "\n")]
        let isFirst = state.withLock { state in
            guard state.lines.count < LogWriter.mostLines, state.bytes + line.count <= LogWriter.mostBytes else {
                state.lostLines += 1
                state.untold += 1
                return false
            }
            state.lines.append(Array(line))
            state.bytes += line.count
            return state.lines.count == 1
        }
        if isFirst { bell.signal() }
    }

    func end() {
        state.withLock { $0.hasEnded = true }
        bell.signal()
    }

    func run(_ descriptor: Int32, _ lost: (Int) -> [UInt8]) {
        while let line = next(lost) {
            guard canWrite(descriptor) else { return }
            // One write a line, so that lines of several programs do not mix. What fails now would fail again.
            _ = unsafe write(descriptor, line, line.count)
        }
    }

    /// The next line, when there is one; nil at the end.
    private func next(_ lost: (Int) -> [UInt8]) -> [UInt8]? {
        while true {
            let (line, untold, hasEnded) = state.withLock { state -> ([UInt8]?, Int, Bool) in
                guard !state.lines.isEmpty else {
                    defer { state.untold = 0 }
                    return (nil, state.untold, state.hasEnded)
                }
                let line = state.lines.removeFirst()
                state.bytes -= line.count
                return (line, 0, state.hasEnded)
            }
            if let line { return line }
            if untold > 0 { return lost(untold).prefix(LogWriter.longestLine - 1) + [UInt8(ascii: "\n")] }
            if hasEnded { return nil }
            _ = bell.wait()
        }
    }

    /// Waits until somebody takes a line; false when nobody has, and it is the end.
    private func canWrite(_ descriptor: Int32) -> Bool {
        while true {
            let hasEnded = state.withLock { $0.hasEnded }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let patience = Int32((hasEnded ? Self.lastPatience : Self.patience).inMilliseconds)
            if unsafe poll(&waiting, 1, patience) != 0 { return true }
            if hasEnded { return false }
        }
    }
}
