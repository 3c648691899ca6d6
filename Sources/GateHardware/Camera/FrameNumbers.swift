/// Turns a driver's sequence, which begins anew with each stream and wraps at 32 bits, into numbers that only grow.
struct FrameNumbers {
    private var last = -1
    private var base = 0
    private var first: UInt32?

    /// A new stream begins.
    mutating func restart() { (base, first) = (last + 1, nil) }

    mutating func number(of sequence: UInt32) -> Int {
        let start = first ?? sequence
        first = start
        last = max(last + 1, base + Int(sequence &- start))
        return last
    }
}
