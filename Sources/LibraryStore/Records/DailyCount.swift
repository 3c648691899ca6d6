public import LibraryModel

/// How often something happened at a campus on a local day. Kept for good: it names nobody.
public struct DailyCount: Hashable, Sendable {
    /// What was counted.
    public enum Kind: Hashable, Sendable {
        /// Passages in.
        case entries
        /// Passages out.
        case exits
        case refusals(DecisionCode)
    }

    public let day: CivilDate
    public let kind: Kind
    public let count: Int

    public init(day: CivilDate, kind: Kind, count: Int) { (self.day, self.kind, self.count) = (day, kind, count) }
}
