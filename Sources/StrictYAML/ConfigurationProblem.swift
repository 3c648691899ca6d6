/// One thing that is wrong in a configuration file, said so that a person can mend it.
public struct ConfigurationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// Counted from 1; 0 when it concerns the file as a whole.
    public let line: Int
    /// What is wrong and what would be right.
    public let text: String

    public init(file: String, line: Int, text: String) { (self.file, self.line, self.text) = (file, line, text) }

    /// `gatehouse.yaml:12: …`, the form that editors jump to.
    public var description: String { line > 0 ? "\(file):\(line): \(text)" : "\(file): \(text)" }
}

/// All that is wrong in a file, in the order of its lines. Never empty.
public struct ConfigurationProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public let problems: [ConfigurationProblem]

    public init(_ problems: [ConfigurationProblem]) {
        precondition(!problems.isEmpty, "no problems are not a failure")
        // Of one line, in the order in which they were found.
        self.problems = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
