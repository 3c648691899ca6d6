/// A line of a story that cannot be understood.
public struct StoryProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    /// What is wrong and what would be right.
    public let text: String

    public init(line: Int, text: String) { (self.line, self.text) = (line, text) }

    public var description: String { "line \(line): \(text)" }
}
