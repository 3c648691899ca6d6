/// How long something took, counted in steps of growing width: all that is kept of it.
public struct Histogram: Hashable, Sendable {
    /// Upper ends of the steps, smallest first; what took longer than the last is counted as well.
    public let bounds: [Duration]
    /// Of each step alone, one more than there are bounds.
    public private(set) var counts: [UInt64]
    public private(set) var sum = Duration.zero

    public init(bounds: [Duration]) { (self.bounds, counts) = (bounds, Array(repeating: 0, count: bounds.count + 1)) }

    /// Counts one; a bound belongs to its own step.
    public mutating func add(_ took: Duration) {
        counts[bounds.firstIndex { took <= $0 } ?? bounds.count] += 1
        sum += took
    }

    /// From 1 ms to the 2 s that GB 51348-2019 section 14.4 allows from credential to actuator.
    public static let ofDecisions = Histogram(bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map { .milliseconds($0) })

    /// From a page in the cache to a disk that others use.
    public static let ofStore = Histogram(
        bounds: [100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 200_000, 1_000_000].map { .microseconds($0) })
}
