import LibraryModel
import Testing

@Suite("opening hours")
struct OpeningHoursTests {
    static func span(_ opens: String, _ closes: String) throws -> OpeningHours.Span {
        let (opens, closes) = (try #require(TimeOfDay(opens)), try #require(TimeOfDay(closes)))
        return try #require(OpeningHours.Span(opens: opens, closes: closes))
    }

    /// 08:00 to 22:00 on weekdays, 10:00 to 24:00 on Saturdays, closed on Sundays; a holiday and a short day.
    static func hours(offset: TimeZoneOffset = .shanghai) throws -> OpeningHours {
        let weekday = try span("08:00", "22:00")
        return OpeningHours(
            week: [weekday, weekday, weekday, weekday, weekday, try span("10:00", "24:00"), nil],
            exceptions: [
                try #require(CivilDate("2026-11-18")): nil,
                try #require(CivilDate("2026-11-19")): try span("09:30", "12:00"),
                try #require(CivilDate("2026-11-22")): try span("12:00", "18:00"),
            ],
            offset: offset)
    }

    static func instant(_ text: String) throws -> WallTime { try #require(LocalTime(rfc3339: text + "+08:00")).instant }

    @Test("follow the week and its exceptions", arguments: [
        ("2026-11-16T12:00:00", "2026-11-16T08:00:00", "2026-11-16T22:00:00"),
        ("2026-11-17T00:00:00", "2026-11-17T08:00:00", "2026-11-17T22:00:00"),
        ("2026-11-17T23:59:59.999", "2026-11-17T08:00:00", "2026-11-17T22:00:00"),
        ("2026-11-19T12:00:00", "2026-11-19T09:30:00", "2026-11-19T12:00:00"),
        ("2026-11-21T12:00:00", "2026-11-21T10:00:00", "2026-11-22T00:00:00"),
        ("2026-11-22T12:00:00", "2026-11-22T12:00:00", "2026-11-22T18:00:00"),
    ])
    func open(at: String, opens: String, closes: String) throws {
        let opening = try Self.hours().opening(onDayOf: Self.instant(at))
        #expect(opening == Opening(opens: try Self.instant(opens), closes: try Self.instant(closes)))
    }

    @Test("know days that stay closed, of the week and by exception", arguments: [
        "2026-11-18T00:00:00", "2026-11-18T12:00:00", "2026-11-29T12:00:00",
    ])
    func closed(at: String) throws {
        #expect(try Self.hours().opening(onDayOf: Self.instant(at)) == nil)
    }

    @Test("an opening holds its first instant and not its last", arguments: [
        ("2026-11-16T07:59:59.999", false), ("2026-11-16T08:00:00", true), ("2026-11-16T21:59:59.999", true),
        ("2026-11-16T22:00:00", false),
    ])
    func ends(at: String, isOpen: Bool) throws {
        let instant = try Self.instant(at)
        #expect(try Self.hours().opening(onDayOf: instant)?.contains(instant) == isOpen)
    }

    @Test("are those of the local day")
    func localDay() throws {
        let instant = try Self.instant("2026-11-17T02:00:00")
        let opening = try Self.hours(offset: .utc).opening(onDayOf: instant)
        #expect(opening?.opens == LocalTime(rfc3339: "2026-11-16T08:00:00Z")?.instant)
    }

    @Test("a span opens before it closes")
    func span() throws {
        let eight = try #require(TimeOfDay("08:00"))
        let nine = try #require(TimeOfDay("09:00"))
        #expect(OpeningHours.Span(opens: eight, closes: nine) != nil)
        #expect(OpeningHours.Span(opens: eight, closes: eight) == nil)
        #expect(OpeningHours.Span(opens: nine, closes: eight) == nil)
    }

    @Test("the same span every day is a week of it")
    func daily() throws {
        let span = try Self.span("08:00", "22:00")
        #expect(OpeningHours(daily: span) == OpeningHours(week: Array(repeating: span, count: 7)))
    }

    @Test("the last closing is known from an hour after it, over midnight, closed days and the next opening", arguments: [
        ("2026-11-16T22:59:59.999", "2026-11-15T00:00:00"),
        ("2026-11-16T23:00:00", "2026-11-16T22:00:00"), ("2026-11-17T07:59:59", "2026-11-16T22:00:00"),
        ("2026-11-17T12:00:00", "2026-11-16T22:00:00"), ("2026-11-17T22:30:00", "2026-11-16T22:00:00"),
        ("2026-11-18T12:00:00", "2026-11-17T22:00:00"),
        // Monday after a Sunday that an exception opened.
        ("2026-11-23T01:00:00", "2026-11-22T18:00:00"),
    ])
    func lastClosing(at: String, closed: String) throws {
        #expect(try Self.hours().lastClosing(before: Self.instant(at), by: .hours(1)) == Self.instant(closed))
    }

    @Test("a house that opens again within the hour has not closed")
    func neverClosed() throws {
        #expect(try OpeningHours(daily: Self.span("00:00", "24:00")).lastClosing(
            before: Self.instant("2026-11-17T12:00:00"), by: .hours(1)) == nil)
    }

    @Test("the next opening is later today, tomorrow, or after closed days", arguments: [
        ("2026-11-16T07:59:59.999", "2026-11-16T08:00:00"), ("2026-11-16T08:00:00", "2026-11-17T08:00:00"),
        ("2026-11-16T23:30:00", "2026-11-17T08:00:00"),
    ])
    func nextOpening(at: String, opens: String) throws {
        #expect(try Self.hours().nextOpening(after: Self.instant(at))?.opens == Self.instant(opens))
    }

    @Test("a house that is closed for good opens no more")
    func never() throws {
        let hours = OpeningHours(week: Array(repeating: nil, count: 7))
        #expect(hours.nextOpening(after: try Self.instant("2026-11-16T08:00:00")) == nil)
    }
}
