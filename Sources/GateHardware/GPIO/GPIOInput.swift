internal import Synchronization

/// An input of a real chip. Given back to the kernel when the last reference goes.
public final class GPIOInput: InputLine {
    public let descriptor: Int32
    /// Locked because the level may be asked for while the watching thread takes an edge.
    private let handle: Mutex<LineHandle>

    init(_ handle: consuming sending LineHandle) {
        descriptor = handle.descriptor
        self.handle = Mutex(handle)
    }

    public func read() throws(LineError) -> Bool {
        try handle.withLock { (handle) throws(LineError) in try handle.get() }
    }

    public func waitingEdge() throws(LineError) -> LineEdge? {
        try handle.withLock { (handle) throws(LineError) in try handle.waitingEdge() }
    }
}
