internal import Synchronization

/// An output of a real chip. Given back to the kernel when the last reference goes.
public final class GPIOOutput: OutputLine {
    /// Locked because the lane and the cut-off of its relay set the same line from two threads.
    private let handle: Mutex<LineHandle>

    init(_ handle: consuming sending LineHandle) { self.handle = Mutex(handle) }

    public func set(_ active: Bool) throws(LineError) {
        try handle.withLock { (handle) throws(LineError) in try handle.set(active) }
    }
}
