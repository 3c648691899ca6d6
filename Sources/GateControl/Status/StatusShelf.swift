public import LibraryModel

/// Keeps the newest status for a moment, so that many who ask at once cost the gates one look.
public actor StatusShelf {
    /// How old an answer may be: nobody sees the difference, and the gates are asked at most four times a second.
    public static let freshness = Duration.milliseconds(250)

    private let now: @Sendable () -> Instant
    private let make: @Sendable () async -> StatusReport
    private var kept: (report: StatusReport, at: Instant)?
    private var isMaking = false
    /// Those who asked while one is being made; bounded by the connections that are served.
    private var waiting: [CheckedContinuation<StatusReport, Never>] = []

    /// - Parameters:
    ///   - now: the monotonic clock.
    ///   - make: looks at the gates.
    public init(now: @escaping @Sendable () -> Instant, make: @escaping @Sendable () async -> StatusReport) {
        (self.now, self.make) = (now, make)
    }

    /// The status, at most ``freshness`` old.
    public func report() async -> StatusReport {
        if let kept, now() - kept.at < Self.freshness { return kept.report }
        if isMaking { return await withCheckedContinuation { waiting.append($0) } }
        isMaking = true
        let begun = now()
        let report = await make()
        (kept, isMaking) = ((report, begun), false)
        let others = waiting
        waiting = []
        for other in others { other.resume(returning: report) }
        return report
    }
}
