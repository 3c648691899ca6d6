public import LibraryModel

/// One GPIO output. Setting it takes microseconds; what it drives takes milliseconds.
public protocol OutputLine: Sendable {
    /// Active is the logical level: the board's file says whether that is high or low.
    func set(_ active: Bool) throws(LineError)
}

/// One GPIO input as the kernel hands it out. It is dead when its chip is gone, and lives no more when that comes back:
/// ``SteadyInput`` asks for it again.
public protocol InputLine: Sendable {
    /// The level now.
    func read() throws(LineError) -> Bool
    /// The oldest change that waits; nil when none does. Never waits itself. Few can wait, and what came beyond them is
    /// lost: ``read()`` still tells the truth then.
    func waitingEdge() throws(LineError) -> LineEdge?
    /// What poll() finds readable while a change waits, or when there is an error to hear; valid as long as the line.
    var descriptor: Int32 { get }
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
