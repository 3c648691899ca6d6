public import LibraryModel

/// What a report is made of.
public struct CountQuery: Hashable, Sendable {
    /// The length of one period.
    public enum Step: String, Sendable, CaseIterable { case hour, day, month }

    /// What is counted.
    public enum Kind: String, Sendable, CaseIterable {
        case entry, exit, refusal, violation
        /// Violations that were made void, in the hour of the violation.
        case waived
        case act
        /// Acts without which the same would have happened.
        case unneededAct = "unneeded_act"
    }

    public var kinds: [Kind]
    /// Nil for all.
    public var campus: CampusID?
    /// Local days, both included.
    public var first: CivilDate
    public var last: CivilDate
    public var step: Step

    public init(_ kinds: [Kind], of campus: CampusID? = nil, from first: CivilDate, through last: CivilDate, by step: Step) {
        (self.kinds, self.campus, self.first, self.last, self.step) = (kinds, campus, first, last, step)
    }
}

/// So many of something at a campus in a period.
public struct CountRow: Hashable, Sendable {
    /// `2026-11`, `2026-11-21` or `2026-11-21T09`.
    public let period: String
    /// Nil is the house as a whole.
    public let campus: CampusID?
    public let kind: CountQuery.Kind
    /// The reason of a refusal, the kind of a violation, the word of an act; else empty.
    public let code: String
    public let count: Int

    public init(period: String, campus: CampusID?, kind: CountQuery.Kind, code: String = "", count: Int) {
        (self.period, self.campus, self.kind, self.code, self.count) = (period, campus, kind, code, count)
    }
}
