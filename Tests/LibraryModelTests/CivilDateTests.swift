import LibraryModel
import Testing

@Suite("a day of the calendar")
struct CivilDateTests {
    struct Day: Sendable, CustomTestStringConvertible {
        let text: String
        let count: Int
        let weekday: Int
        init(_ text: String, _ count: Int, _ weekday: Int) { (self.text, self.count, self.weekday) = (text, count, weekday) }
        var testDescription: String { text }
    }

    /// Reckoned elsewhere: days since 1970-01-01 and the weekday, Monday 1.
    static let days = [
        Day("1970-01-01", 0, 4),
        Day("1970-12-31", 364, 4),
        Day("1972-02-29", 789, 2),
        Day("1999-12-31", 10956, 5),
        Day("2000-02-29", 11016, 2),
        Day("2000-03-01", 11017, 3),
        Day("2024-02-29", 19782, 4),
        Day("2026-11-16", 20773, 1),
        Day("2026-11-22", 20779, 7),
        Day("2100-02-28", 47540, 7),
        Day("2100-03-01", 47541, 1),
        Day("2400-02-29", 157113, 2),
        Day("2999-12-31", 376199, 2),
    ]

    @Test("is read, counted, named and written", arguments: days)
    func reference(day: Day) throws {
        let date = try #require(CivilDate(day.text))
        #expect(date.daysSinceEpoch == day.count)
        #expect(date.weekday == day.weekday)
        #expect(date.description == day.text)
        #expect(CivilDate(daysSinceEpoch: day.count) == date)
    }

    @Test("every day to 2999 follows the one before and comes back from its number")
    func everyDay() throws {
        var previous = CivilDate(daysSinceEpoch: 0)
        var wrong: [CivilDate] = []
        for count in 1...376_199 {
            let date = CivilDate(daysSinceEpoch: count)
            let isNext = date.day == previous.day + 1 || date.day == 1 && previous.day >= 28
            let isSame = CivilDate(year: date.year, month: date.month, day: date.day)?.daysSinceEpoch == count
            if !isNext || !isSame || date.weekday != previous.weekday % 7 + 1 || !(previous < date) { wrong.append(date) }
            previous = date
        }
        #expect(wrong.isEmpty)
        #expect(previous.description == "2999-12-31")
    }

    @Test(
        "that does not exist is refused",
        arguments: [
            "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "1969-12-31",
            "3000-01-01",
        ])
    func impossible(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(
        "is written in one way only",
        arguments: [
            "", "2026", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ", "+026-01-01",
            "2026-01--1", "-026-01-01", "２０２６-01-01", "2026-01-01-", "2026-01-01T",
        ])
    func malformed(text: String) {
        #expect(CivilDate(text) == nil)
    }
}
