/// How far an import is. Each row that changes something is written twice: to the side, and to its place.
public struct ImportProgress: Hashable, Sendable {
    public let done: Int
    /// Not zero.
    public let of: Int

    public init(done: Int, of: Int) { (self.done, self.of) = (done, of) }

    public var percent: Int { done * 100 / max(1, of) }
}
