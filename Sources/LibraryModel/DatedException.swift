/// A day on which a campus opens at other hours than its week says, or not at all (R21).
public struct DatedException: Hashable, Codable, Sendable {
    public let campus: CampusID
    public let date: CivilDate
    /// Nil is a closed day.
    public let span: OpeningHours.Span?
    /// For patrons, such as `Spring Festival`.
    public let why: String

    public init(campus: CampusID, date: CivilDate, span: OpeningHours.Span?, why: String) {
        (self.campus, self.date, self.span, self.why) = (campus, date, span, why)
    }
}

extension OpeningHours {
    /// The same hours with `exceptions` put over those that are there.
    public func with(_ exceptions: some Sequence<DatedException>) -> Self {
        var days = self.exceptions
        for exception in exceptions { days[exception.date] = .some(exception.span) }
        return Self(week: week, exceptions: days, offset: offset)
    }
}
