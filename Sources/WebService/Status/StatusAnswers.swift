public import GateControl

/// Where the answers come from; the composition root hands it in.
public struct StatusAnswers: Sendable {
    public let report: @Sendable () async -> StatusReport
    /// Whether passes can be decided now.
    public let isReady: @Sendable () async -> Bool

    public init(
        report: @escaping @Sendable () async -> StatusReport, isReady: @escaping @Sendable () async -> Bool
    ) {
        (self.report, self.isReady) = (report, isReady)
    }
}
