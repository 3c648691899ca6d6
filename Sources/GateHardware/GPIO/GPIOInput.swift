internal import LibraryModel
internal import Synchronization

/// An input of a real chip, watched by a thread of its own. Given back to the kernel when the last reference goes.
public final class GPIOInput: InputLine {
    /// The most edges that wait for a slow reader; the oldest beyond are dropped.
    public static let mostWaitingEdges = 256
    /// How often the watcher looks whether its chip still exists; some kernels tell nobody when it goes.
    static let patience: Duration = .seconds(1)

    /// One reader; a second one would share the edges with the first.
    public let edges: AsyncStream<LineEdge>
    private let watch: Watch
    /// Declared last: it goes, and is waited for, after the watch was told to end.
    private let thread: OwnThread

    init(_ handle: consuming sending LineHandle, called name: String) throws(LineError) {
        let (edges, continuation) = AsyncStream.makeStream(
            of: LineEdge.self, bufferingPolicy: .bufferingNewest(Self.mostWaitingEdges))
        let watch = Watch(handle, wake: try WakeUp())
        self.edges = edges
        self.watch = watch
        thread = try OwnThread(for: name) {
            watch.run { continuation.yield($0) }
            continuation.finish()
        }
    }

    deinit { watch.wake.signal() }

    public func read() throws(LineError) -> Bool {
        try watch.handle.withLock { (handle) throws(LineError) in try handle.get() }
    }
}

/// What the watching thread and the line share.
private final class Watch: Sendable {
    /// Locked because `read()` may be called while the thread takes an edge. The thread waits outside the lock.
    let handle: Mutex<LineHandle>
    let descriptor: Int32
    let wake: WakeUp

    init(_ handle: consuming sending LineHandle, wake: consuming WakeUp) {
        descriptor = handle.descriptor
        self.handle = Mutex(handle)
        self.wake = wake
    }

    /// Hands on every edge until it is woken or the chip is gone.
    func run(_ take: (LineEdge) -> Void) {
        while wake.wait(or: descriptor, atMost: GPIOInput.patience) != .woken {
            do throws(LineError) {
                if let edge = try handle.withLock({ (handle) throws(LineError) in try handle.waitingEdge() }) { take(edge) }
            } catch {
                // Whoever reads the line next is told why; the end of the edges says that there is something to ask.
                return
            }
        }
    }
}
