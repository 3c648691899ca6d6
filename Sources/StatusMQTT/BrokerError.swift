/// Why the broker cannot be told anything.
public struct BrokerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried.
    public let call: String
    /// What the library or the broker said.
    public let words: String

    public init(call: String, words: String) { (self.call, self.words) = (call, words) }

    public var description: String { "\(call): \(words)" }
}
