internal import LibraryModel

/// How long records that lead to a patron are kept.
public struct RetentionPolicy: Hashable, Sendable {
    /// What a decision was made from; the decision itself stays longer.
    public var facts: Duration = .hours(24 * 30)
    /// Decisions, staff acts, lane events and unmatched exits.
    public var decisions: Duration = .hours(24 * 180)
    /// Visits that have ended, and bookings that ended and have no visit left.
    public var visits: Duration = .hours(24 * 180)
    /// Violations with their appeals, and faults of the house.
    public var violations: Duration = .hours(24 * 180)
    /// So long a repeat of a submission is known.
    public var submissions: Duration = .hours(24 * 7)
    /// Dated exceptions of the opening hours, from their day on.
    public var exceptions: Duration = .hours(24 * 365)
    /// Counts of how full a campus was; they name nobody.
    public var samples: Duration = .hours(24 * 400)
    /// Used passes; longer than the longest life of a pass, one day.
    public var usedPasses: Duration = .hours(48)

    public init() {}
}
