import Synchronization

/// Ports for the programs that tests start: each is given once, below those that the kernel gives away (32768 and more). Where
/// two gates had one by chance, the answers of one were taken for the other's.
enum Port {
    private static let range = 20_000..<32_768
    /// A demonstration whose port is taken goes on to the next ones.
    private static let stride = 60
    // Tests run side by side. Another run of them on this machine begins elsewhere.
    private static let last = Mutex(Int.random(in: range))

    static func next() -> Int {
        last.withLock { last in
            last = last + stride < range.upperBound ? last + stride : range.lowerBound + last % stride
            return last
        }
    }
}
