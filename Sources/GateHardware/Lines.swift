public import LibraryModel

/// One GPIO output. Setting it takes microseconds; what it drives takes milliseconds.
public protocol OutputLine: Sendable {
    /// Active is the logical level: the board's file says whether that is high or low.
    func set(_ active: Bool) throws(LineError)
}

/// One GPIO input with its edges.
public protocol InputLine: Sendable {
    func read() throws(LineError) -> Bool
    /// Every change of level with its instant, oldest first; ends when the line is closed or its chip is gone.
    /// At most 256 wait; beyond that the oldest are dropped, and the reader should ask ``read()`` again.
    var edges: AsyncStream<LineEdge> { get }
}

/// A change of level.
public struct LineEdge: Hashable, Sendable {
    public let active: Bool
    public let at: Instant

    public init(active: Bool, at: Instant) { (self.active, self.at) = (active, at) }
}

/// Why a line cannot be used.
public struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as `request relay-entry`.
    public let call: String
    /// Positive errno.
    public let code: Int32
    /// Plain words: what is wrong and what to do.
    public let advice: String

    public init(call: String, code: Int32, advice: String) { (self.call, self.code, self.advice) = (call, code, advice) }

    public var description: String { "\(call): \(advice) (errno \(code))" }
}
