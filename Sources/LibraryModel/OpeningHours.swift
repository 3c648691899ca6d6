/// When a campus is open: one span a weekday, and dated exceptions that replace it (R21).
public struct OpeningHours: Hashable, Codable, Sendable {
    /// One day's span, closed at the opening and open at the closing: `[opens, closes)`.
    public struct Span: Hashable, Codable, Sendable {
        public let opens: TimeOfDay
        public let closes: TimeOfDay

        /// Nil unless it opens before it closes.
        public init?(opens: TimeOfDay, closes: TimeOfDay) {
            guard opens < closes else { return nil }
            (self.opens, self.closes) = (opens, closes)
        }
    }

    /// Seven entries, Monday first; nil is a closed day.
    public let week: [Span?]
    /// Days that differ; nil is a closed day.
    public let exceptions: [CivilDate: Span?]
    public let offset: TimeZoneOffset

    public init(week: [Span?], exceptions: [CivilDate: Span?] = [:], offset: TimeZoneOffset = .shanghai) {
        precondition(week.count == 7, "a week has seven days")
        (self.week, self.exceptions, self.offset) = (week, exceptions, offset)
    }

    /// The same span every day.
    public init(daily span: Span, exceptions: [CivilDate: Span?] = [:], offset: TimeZoneOffset = .shanghai) {
        self.init(week: Array(repeating: span, count: 7), exceptions: exceptions, offset: offset)
    }

    /// The opening of the local day in which `instant` lies; nil when that day is closed.
    public func opening(onDayOf instant: WallTime) -> Opening? {
        let date = LocalTime(instant, at: offset).date
        let span = exceptions[date] ?? week[date.weekday - 1]
        return span.map { span in
            Opening(
                opens: LocalTime(date, span.opens, at: offset).instant,
                closes: LocalTime(date, span.closes, at: offset).instant)
        }
    }
}

extension OpeningHours {
    /// How many days ahead an opening is looked for, and back a closing.
    public static let lookAhead = 60

    /// The first opening that begins after `now`; nil when none is near.
    public func nextOpening(after now: WallTime) -> Opening? {
        (0...Self.lookAhead).lazy.compactMap { opening(onDayOf: now + .hours(24 * $0)) }.first { $0.opens > now }
    }

    /// The last closing that is at least `margin` ago, today's or an earlier day's, after which the house stayed shut for so
    /// long; nil when none is near. Whoever went in before that time was over and is still counted has left unseen (R14).
    public func lastClosing(before now: WallTime, by margin: Duration) -> WallTime? {
        (0...Self.lookAhead).lazy.compactMap { opening(onDayOf: now - .hours(24 * $0))?.closes }
            .first { $0 + margin <= now && !isOpen(from: $0, until: $0 + margin) }
    }

    private func isOpen(from: WallTime, until: WallTime) -> Bool {
        [from, until].compactMap(opening(onDayOf:)).contains { $0.opens < until && $0.closes > from }
    }
}

/// One day's opening as instants, `[opens, closes)`.
public struct Opening: Hashable, Codable, Sendable {
    public let opens: WallTime
    public let closes: WallTime

    public init(opens: WallTime, closes: WallTime) { (self.opens, self.closes) = (opens, closes) }

    public func contains(_ instant: WallTime) -> Bool { opens <= instant && instant < closes }
}
