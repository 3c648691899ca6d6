import LibraryModel
import LibraryRules
import Testing

@Suite("signing out in time (R14)")
struct SignOutDeadlineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        let deadline: SignOutDeadline
        let end: String
        let exit: String
        let isInTime: Bool

        init(_ says: String, _ deadline: SignOutDeadline, end: String, exit: String, _ isInTime: Bool) {
            (self.says, self.deadline, self.end, self.exit, self.isInTime) = (says, deadline, end, exit, isInTime)
        }

        var testDescription: String { says }
    }

    static let cases = [
        Case("B12: end 12:00, out 12:20:00.000", .standard, end: "12:00", exit: "12:20", true),
        Case("B12: end 12:00, out 12:20:00.001", .standard, end: "12:00", exit: "12:20:00.001", false),
        Case("B13: end 22:00, out 22:10", .standard, end: "22:00", exit: "22:10", true),
        Case("out before the end", .standard, end: "12:00", exit: "09:01", true),
        Case("at the end: 12:00:00.000", .atEnd, end: "12:00", exit: "12:00", true),
        Case("at the end: 12:00:00.001", .atEnd, end: "12:00", exit: "12:00:00.001", false),
        Case("at the end: B13 is late", .atEnd, end: "22:00", exit: "22:10", false),
        Case("by closing: 22:00:00.000", .closing, end: "12:00", exit: "22:00", true),
        Case("by closing: 22:00:00.001", .closing, end: "12:00", exit: "22:00:00.001", false),
        Case("by closing: B13 is late", .closing, end: "22:00", exit: "22:10", false),
        Case("by closing: a booking beyond it ends first", .closing, end: "23:00", exit: "23:00", true),
        Case("that day: 23:59:59.999", .endOfDay, end: "12:00", exit: "23:59:59.999", true),
        Case("that day: midnight", .endOfDay, end: "12:00", exit: "24:00", false),
        Case("that day: a booking to midnight belongs to the day before", .endOfDay, end: "24:00", exit: "24:00", false),
        Case("never late", .never, end: "08:00", exit: "24:00", true),
    ]

    static func hours() throws -> OpeningHours {
        let (opens, closes) = (try #require(TimeOfDay("08:00")), try #require(TimeOfDay("22:00")))
        let holiday = try #require(CivilDate("2026-11-19"))
        return OpeningHours(
            daily: try #require(OpeningHours.Span(opens: opens, closes: closes)), exceptions: [holiday: nil])
    }

    @Test("by every reading", arguments: cases)
    func inTime(row: Case) throws {
        let isInTime = row.deadline.isInTime(time(row.exit), forEnd: time(row.end), hours: try Self.hours())
        #expect(isInTime == row.isInTime)
    }

    @Test("the deadline itself is in time and the next millisecond is not", arguments: [
        SignOutDeadline.standard, .atEnd, .closing, .endOfDay, .afterEnd(.zero),
    ])
    func edge(deadline: SignOutDeadline) throws {
        let hours = try Self.hours()
        let last = try #require(deadline.last(forEnd: time("12:00"), hours: hours))
        #expect(deadline.isInTime(last, forEnd: time("12:00"), hours: hours))
        #expect(!deadline.isInTime(last + .milliseconds(1), forEnd: time("12:00"), hours: hours))
    }

    @Test("on a closed day the booking's end stands for the closing")
    func closedDay() throws {
        let end = time("12:00", on: "2026-11-19")
        #expect(SignOutDeadline.closing.last(forEnd: end, hours: try Self.hours()) == end)
    }

    @Test("the lane opens however late it is")
    func neverBars() {
        var scene = Scene()
        scene.circumstances.direction = .exit
        scene.visit(.inside)
        scene.at("23:59:59.999")
        #expect(scene.decide().admits)
    }
}
