import LibraryModel
import LibraryRules

/// What a violation does to the bookings that stand (R18, R19): nothing as shipped, or it cancels them.
enum StandingRows {
    static let all: [SettlementRow] = first + week

    private static let missed = ["1 no_show 09:20:00.000 window closed"]
    private static let violation = ["1 violation no_show 09:20:00.000"]

    private static let first: [SettlementRow] = [
        SettlementRow("R18: bookings that stand stay valid", at: "09:21", missed + violation) {
            $0.has("09:00", "11:00")
            $0.has("14:00", "16:00")
        },
        SettlementRow(
            "R18 D: the other one of that day is cancelled", at: "09:21",
            missed + ["2 cancelled 09:20:00.000 suspended"] + violation
        ) {
            $0.policy.violations.afterFirst = .cancel
            $0.has("09:00", "11:00")
            $0.has("14:00", "16:00")
        },
        SettlementRow("R18 D: tomorrow's stays", at: "09:21", missed + violation) {
            $0.policy.violations.afterFirst = .cancel
            $0.has("09:00", "11:00")
            $0.has("09:00", "11:00", on: Week.thu)
        },
        SettlementRow("R18 D: what is in use cannot be cancelled", at: "09:21", missed + violation) {
            $0.policy.violations.afterFirst = .cancel
            $0.has("09:00", "11:00")
            $0.has(.inUse, "08:00", "12:00", at: Scene.west)
        },
        SettlementRow("R18 D: with no first bar nothing is cancelled", at: "09:21", missed + violation) {
            $0.policy.violations.afterFirst = .cancel
            $0.policy.violations.first = .off
            $0.has("09:00", "11:00")
            $0.has("14:00", "16:00")
        },
        SettlementRow(
            "R18 D: a cancelled booking cannot be missed, however late one looks", at: "23:00",
            missed + ["2 cancelled 09:20:00.000 suspended"] + violation
        ) {
            $0.policy.violations.afterFirst = .cancel
            $0.has("09:00", "11:00")
            $0.has("14:00", "16:00")
        },
    ]

    private static let week: [SettlementRow] = [
        SettlementRow("R19: bookings that stand stay valid", at: "09:21", missed + old + violation) {
            $0.missesSecond()
        },
        SettlementRow(
            "R19, cancelling: those of this week", at: "09:21",
            missed + ["2 cancelled 09:20:00.000 suspended", "3 cancelled 09:20:00.000 suspended"] + old + violation
        ) {
            $0.policy.violations.afterWeek = .cancel
            $0.missesSecond()
        },
        SettlementRow("R19, cancelling: not after the first violation", at: "09:21", missed + violation) {
            $0.policy.violations.afterWeek = .cancel
            $0.missesSecond()
            $0.ledger.violations = []
        },
        SettlementRow("R19, cancelling: a violation that was waived does not count", at: "09:21", missed + old + violation) {
            $0.policy.violations.afterWeek = .cancel
            $0.missesSecond()
            $0.ledger.violations[0].waiver = Violation.Waiver(at: time("08:00"), who: "desk", why: "power cut")
        },
        SettlementRow(
            "R19, cancelling: all that stand where only a waiver ends the bar", at: "09:21",
            missed + [2, 3, 4].map { "\($0) cancelled 09:20:00.000 suspended" } + old + violation
        ) {
            $0.policy.violations.afterWeek = .cancel
            $0.policy.violations.week = .cumulative
            $0.missesSecond()
        },
    ]

    private static let old = ["9 violation no_show 09:20:00.000"]
}

extension LedgerScene {
    /// Tuesday's violation was the first of the week; today's comes with bookings later today, on Sunday and on Monday.
    fileprivate mutating func missesSecond() {
        has("09:00", "11:00")
        has("14:00", "16:00")
        has("09:00", "11:00", on: Week.sun)
        has("09:00", "11:00", on: Week.nextMon)
        ledger.violations = [
            Violation(
                booking: BookingID(rawValue: 9), patron: BookingScene.patron, campus: Scene.west, kind: .noShow,
                at: time("09:20", on: Week.tue))
        ]
    }
}
