internal import Synchronization

/// An output that comes back: held while it obeys, let go of when it does not, and asked for again at the next use.
///
/// A line that is taken again begins inactive. Nothing in here waits or asks by itself, and each use asks the bank once at
/// the most: how often is for whoever uses it.
public final class SteadyOutput: OutputLine {
    private let name: String
    private let bank: any LineBank
    /// Locked because the lane and the cut-off of its relay set the same line from two threads.
    private let held: Mutex<(any OutputLine)?>

    /// Takes the line now if it can be had.
    public init(_ name: String, on bank: any LineBank) {
        (self.name, self.bank) = (name, bank)
        held = Mutex(try? bank.output(name))
    }

    public var isHeld: Bool { held.withLock { $0 != nil } }

    /// Takes the line if it is not held.
    public func take() throws(LineError) {
        try held.withLock { (held) throws(LineError) in
            if held == nil { held = try bank.output(name) }
        }
    }

    public func set(_ active: Bool) throws(LineError) {
        try held.withLock { (held) throws(LineError) in
            if let line = held, (try? line.set(active)) != nil { return }
            // Its chip may have gone and come back since the last use; whoever waits before the lane need not know.
            held = nil
            let line = try bank.output(name)
            try line.set(active)
            held = line
        }
    }
}
