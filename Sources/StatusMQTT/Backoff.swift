/// How long to wait before the next try: twice as long each time, up to a bound.
public struct Backoff: Hashable, Sendable {
    public let first: Duration
    public let most: Duration
    private var waited: Duration?

    public init(first: Duration = .seconds(1), most: Duration = .seconds(60)) { (self.first, self.most) = (first, most) }

    /// The wait before the next try.
    public mutating func next() -> Duration {
        let wait = min(waited.map { $0 * 2 } ?? first, most)
        waited = wait
        return wait
    }

    /// A try went well.
    public mutating func reset() { waited = nil }
}
