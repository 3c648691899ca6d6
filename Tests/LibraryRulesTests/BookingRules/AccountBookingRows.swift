import LibraryModel
import LibraryRules

/// Who may book at all (R1, R26), where (R3), and the bar after violations (R18, R19) with its alternatives.
enum AccountBookingRows {
    static let all: [BookingRow] = patron + first + firstAlternatives + week + weekAlternatives

    private static let patron: [BookingRow] = [
        BookingRow("an active patron of the institution books", .accepted) { _ in },
        BookingRow("R1: not on the list of the institution", .no(.unknownPatron)) { $0.facts.standing = nil },
        BookingRow("R1: an account that is not active", .no(.accountInactive)) { $0.facts.standing = .inactive },
        BookingRow("R3: a campus that is not there", .no(.unknownCampus)) {
            $0.asks("09:00", "11:00", at: CampusID(rawValue: 9))
        },
        BookingRow("R26: the clock is not believed", .no(.clockUntrusted)) {
            $0.facts.clock = ClockReading(time: time("10:00"), trust: .untrusted(lastKnown: time("09:59")))
        },
    ]

    private static func until(_ text: String, on date: String, rule: String = "R18") -> BookingDecision {
        .no(.suspended, opensAt: time(text, on: date), rule: rule)
    }

    private static let first: [BookingRow] = [
        BookingRow("B14: violation Mon 09:20, create Mon 23:59:59", until("00:00", on: Week.tue)) {
            $0.violated("09:20", on: Week.mon)
            $0.at("23:59:59", on: Week.mon)
            $0.asks("09:00", "11:00", on: Week.tue)
        },
        BookingRow("B14: violation Mon 09:20, create Tue 00:00:00", .accepted) {
            $0.violated("09:20", on: Week.mon)
            $0.at("00:00", on: Week.tue)
            $0.asks("09:00", "11:00", on: Week.tue)
        },
        BookingRow("R20: a violation that was waived bars nothing", .accepted) {
            $0.violated("09:20", on: Week.wed)
            $0.facts.violations[0].waiver = Violation.Waiver(at: time("09:40"), who: "desk", why: "power cut")
        },
    ]

    private static let firstAlternatives: [BookingRow] = [
        BookingRow("R18 A: the day is skipped, Tue 23:59:59", until("00:00", on: Week.wed)) {
            $0.policy.violations.first = .dayAfterNext
            $0.violated("09:20", on: Week.mon)
            $0.at("23:59:59", on: Week.tue)
        },
        BookingRow("R18 A: the day is skipped, Wed 00:00:00", .accepted) {
            $0.policy.violations.first = .dayAfterNext
            $0.violated("09:20", on: Week.mon)
            $0.at("00:00")
        },
        BookingRow("R18 B: 24 hours, one millisecond short", until("09:20", on: Week.wed)) {
            $0.policy.violations.first = .hours(24)
            $0.violated("09:20", on: Week.tue)
            $0.at("09:19:59.999")
        },
        BookingRow("R18 B: 24 hours", .accepted) {
            $0.policy.violations.first = .hours(24)
            $0.violated("09:20", on: Week.tue)
            $0.at("09:20")
        },
        BookingRow("R18 C: 168 hours", until("09:20", on: Week.nextMon)) {
            $0.policy.violations.first = .hours(168)
            $0.violated("09:20", on: Week.mon)
        },
        BookingRow("R18: off", .accepted) {
            $0.policy.violations.first = .off
            $0.violated("09:20", on: Week.wed)
        },
        BookingRow("R18 E: bars the day of use, and today is barred", until("00:00", on: Week.thu)) {
            $0.policy.violations.firstBars = .dayOfUse
            $0.violated("09:20", on: Week.wed)
            $0.asks("14:00", "16:00", on: Week.wed)
        },
        BookingRow("R18 E: bars the day of use, and tomorrow is free", .accepted) {
            $0.policy.violations.firstBars = .dayOfUse
            $0.violated("09:20", on: Week.wed)
        },
    ]

    private static let week: [BookingRow] = [
        BookingRow("B15: violations Tue 09:20 and 14:20, create Sun 23:59:59", until("00:00", on: Week.nextMon, rule: "R19")) {
            $0.violatedTwiceOnTuesday()
            $0.at("23:59:59", on: Week.sun)
            $0.asks("09:00", "11:00", on: Week.nextMon)
        },
        BookingRow("B15: violations Tue 09:20 and 14:20, create Mon 00:00:00", .accepted) {
            $0.violatedTwiceOnTuesday()
            $0.at("00:00", on: Week.nextMon)
            $0.asks("09:00", "11:00", on: Week.nextMon)
        },
        BookingRow("B16: violations Sun 22:20 and Mon 09:20, create Mon 23:59:59", until("00:00", on: Week.nextTue)) {
            $0.violated("22:20", on: Week.sun)
            $0.violated("09:20", on: Week.nextMon, id: BookingScene.second)
            $0.at("23:59:59", on: Week.nextMon)
            $0.asks("09:00", "11:00", on: Week.nextTue)
        },
        BookingRow("B16: violations Sun 22:20 and Mon 09:20, create Tue 00:00:00", .accepted) {
            $0.violated("22:20", on: Week.sun)
            $0.violated("09:20", on: Week.nextMon, id: BookingScene.second)
            $0.at("00:00", on: Week.nextTue)
            $0.asks("09:00", "11:00", on: Week.nextTue)
        },
        BookingRow("R19: violations of both campuses add up", until("00:00", on: Week.nextMon, rule: "R19")) {
            $0.violated("09:20", on: Week.mon)
            $0.violated("09:20", on: Week.tue, id: BookingScene.second, at: Scene.west)
        },
        BookingRow("R19: on Sun 22:00 Wednesday opens, but not under the bar", until("00:00", on: Week.nextMon, rule: "R19")) {
            $0.violatedTwiceOnTuesday()
            $0.at("22:00", on: Week.sun)
            $0.asks("09:00", "11:00", on: "2026-11-25")
        },
        BookingRow("R19: on Mon 00:00 Wednesday can be booked", .accepted) {
            $0.violatedTwiceOnTuesday()
            $0.at("00:00", on: Week.nextMon)
            $0.asks("09:00", "11:00", on: "2026-11-25")
        },
        BookingRow("R20: one of two is waived, and the week is free again", .accepted) {
            $0.violatedTwiceOnTuesday()
            $0.facts.violations[0].waiver = Violation.Waiver(at: time("08:00"), who: "desk", why: "power cut")
        },
        BookingRow("setting: three in a week, and there are two", .accepted) {
            $0.policy.violations.weekLimit = 3
            $0.violatedTwiceOnTuesday()
        },
    ]

    private static let weekAlternatives: [BookingRow] = [
        BookingRow("R19 A: seven days from the second, one millisecond short", until("14:20", on: Week.nextTue, rule: "R19")) {
            $0.policy.violations.week = .rolling
            $0.violatedTwiceOnTuesday()
            $0.at("14:19:59.999", on: Week.nextTue)
        },
        BookingRow("R19 A: seven days from the second", .accepted) {
            $0.policy.violations.week = .rolling
            $0.violatedTwiceOnTuesday()
            $0.at("14:20", on: Week.nextTue)
            $0.asks("16:00", "18:00", on: Week.nextTue)
        },
        BookingRow("R19 A: Sun 22:20 and Mon 09:20 lie in seven days", until("09:20", on: "2026-11-30", rule: "R19")) {
            $0.policy.violations.week = .rolling
            $0.violated("22:20", on: Week.sun)
            $0.violated("09:20", on: Week.nextMon, id: BookingScene.second)
            $0.at("10:00", on: Week.nextTue)
        },
        BookingRow("R19 A: seven days apart are not within seven days", .accepted) {
            $0.policy.violations.week = .rolling
            $0.violated("09:20", on: Week.mon)
            $0.violated("09:20", on: Week.nextMon, id: BookingScene.second)
            $0.at("10:00", on: Week.nextTue)
            $0.asks("16:00", "18:00", on: Week.nextTue)
        },
        BookingRow("R19 B: bars days of use of this week", until("00:00", on: Week.nextMon, rule: "R19")) {
            $0.policy.violations.weekBars = .dayOfUse
            $0.violatedTwiceOnTuesday()
        },
        BookingRow("R19 B: next week's days can be booked", .accepted) {
            $0.policy.violations.weekBars = .dayOfUse
            $0.violatedTwiceOnTuesday()
            $0.at("10:00", on: Week.sat)
            $0.asks("09:00", "11:00", on: Week.nextMon)
        },
        BookingRow("R19 B: the day bar on booking holds beside it", until("00:00", on: Week.nextMon)) {
            $0.policy.violations.weekBars = .dayOfUse
            $0.violated("09:20", on: Week.sat)
            $0.violated("09:20", on: Week.sun, id: BookingScene.second)
            $0.at("10:00", on: Week.sun)
            $0.asks("09:00", "11:00", on: Week.nextMon)
        },
        BookingRow("R19 C: two in all, until staff waive", .no(.suspended, rule: "R19")) {
            $0.policy.violations.week = .cumulative
            $0.violated("09:20", on: "2026-03-02")
            $0.violated("09:20", on: "2026-09-07", id: BookingScene.second)
        },
    ]
}

extension BookingScene {
    fileprivate mutating func violatedTwiceOnTuesday() {
        violated("09:20", on: Week.tue)
        violated("14:20", on: Week.tue, id: Self.second)
    }
}
