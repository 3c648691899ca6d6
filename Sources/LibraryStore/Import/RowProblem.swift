/// What is wrong with one line of a file.
public struct RowProblem: Hashable, Sendable, CustomStringConvertible {
    /// The first line is 1.
    public let line: Int
    public let reason: String

    public init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }

    public var description: String { "line \(line): \(reason)" }
}
