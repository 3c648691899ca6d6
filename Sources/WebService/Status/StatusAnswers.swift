public import Accounts
public import GateControl
public import LibraryStore

/// Where the answers come from; the composition root hands it in.
public struct StatusAnswers: Sendable {
    public let report: @Sendable () async -> StatusReport
    /// Whether every controller turns.
    public let isTurning: @Sendable () -> Bool
    /// Whether an entry could be decided and recorded now.
    public let isReady: @Sendable () async -> Bool
    /// What a token may do, by the hash of its secret; nil when there is none or it was withdrawn.
    public var scope: @Sendable (_ hash: String) async throws(StoreError) -> AccessToken.Scope?
    /// Lets in who can read a file of this machine.
    public var local: LocalToken?
    /// How many seats of a campus are usually taken at this hour, by its short name.
    public var usually: @Sendable () async -> [String: Int]
    /// The text of the metrics for a status and so many watchers; nil where nothing is counted.
    public var metrics: (@Sendable (_ report: StatusReport, _ watchers: Int) async -> String)?

    public init(
        report: @escaping @Sendable () async -> StatusReport, isTurning: @escaping @Sendable () -> Bool = { true },
        isReady: @escaping @Sendable () async -> Bool,
        scope: @escaping @Sendable (_ hash: String) async throws(StoreError) -> AccessToken.Scope? = { _ throws(StoreError) in nil },
        local: LocalToken? = nil, usually: @escaping @Sendable () async -> [String: Int] = { [:] },
        metrics: (@Sendable (_ report: StatusReport, _ watchers: Int) async -> String)? = nil
    ) {
        self.isTurning = isTurning
        (self.report, self.isReady, self.scope, self.local) = (report, isReady, scope, local)
        (self.usually, self.metrics) = (usually, metrics)
    }
}
