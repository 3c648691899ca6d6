import LibraryModel
import LibraryRules

/// How far ahead (R8), in its four readings. Wednesday is the day D of the rule.
enum HorizonRows {
    static let all: [BookingRow] = third + todayCounts + always + rolling + settings

    private static func row(
        _ says: String, at now: String, on today: String = Week.wed, asks day: String, opens: (String, String)? = nil,
        _ change: @escaping @Sendable (inout BookingPolicy) -> Void = { _ in }
    ) -> BookingRow {
        let expected = opens.map { BookingDecision.no(.horizon, opensAt: time($0.0, on: $0.1)) } ?? .accepted
        return BookingRow(says, expected) {
            $0.at(now, on: today)
            $0.asks("09:00", "11:00", on: day)
            change(&$0.policy.booking)
        }
    }

    private static let third: [BookingRow] = [
        row("B1: Wed 21:59:59 for Sat", at: "21:59:59", asks: Week.sat, opens: ("22:00", Week.wed)),
        row("B2: Wed 22:00:00 for Sat", at: "22:00", asks: Week.sat),
        row("B3: Thu 00:00:00 for Sat", at: "00:00", on: Week.thu, asks: Week.sat),
        row("B4: Thu 00:00:00 for Sun", at: "00:00", on: Week.thu, asks: Week.sun, opens: ("22:00", Week.thu)),
        row("R8a: Wed 23:59:59 for Sat", at: "23:59:59", asks: Week.sat),
        row("R8a: Wed 23:59:59 for Sun", at: "23:59:59", asks: Week.sun, opens: ("22:00", Week.thu)),
        row("R8a: Wed at any hour for Fri", at: "00:00", asks: Week.fri),
        row("R8a: Wed 07:00 for Wed", at: "07:00", asks: Week.wed),
    ]

    private static let todayCounts: [BookingRow] = [
        row("R8b: Wed for Thu", at: "00:00", asks: Week.thu) { $0.horizon = .todayCounts },
        row("R8b: Wed 21:59:59 for Fri", at: "21:59:59", asks: Week.fri, opens: ("22:00", Week.wed)) {
            $0.horizon = .todayCounts
        },
        row("R8b: Wed 22:00:00 for Fri", at: "22:00", asks: Week.fri) { $0.horizon = .todayCounts },
        row("R8b: Wed 22:00:00 for Sat", at: "22:00", asks: Week.sat, opens: ("22:00", Week.thu)) {
            $0.horizon = .todayCounts
        },
    ]

    private static let always: [BookingRow] = [
        row("R8c: Wed 00:00:00 for Sat", at: "00:00", asks: Week.sat) { $0.horizon = .always },
        row("R8c: Wed 23:59:59 for Sun", at: "23:59:59", asks: Week.sun, opens: ("00:00", Week.thu)) {
            $0.horizon = .always
        },
    ]

    private static let rolling: [BookingRow] = [
        row("R8d: 72 hours before the start", at: "09:00", asks: Week.sat) { $0.horizon = .rolling },
        row("R8d: one millisecond earlier", at: "08:59:59.999", asks: Week.sat, opens: ("09:00", Week.wed)) {
            $0.horizon = .rolling
        },
    ]

    private static let settings: [BookingRow] = [
        row("setting: 以后 without the instant itself, 22:00:00.000", at: "22:00", asks: Week.sat, opens: ("22:00", Week.wed)) {
            $0.horizonOpensInclusive = false
        },
        row("setting: 以后 without the instant itself, 22:00:00.001", at: "22:00:00.001", asks: Week.sat) {
            $0.horizonOpensInclusive = false
        },
        row("setting: opens at 20:00", at: "20:00", asks: Week.sat) {
            $0.horizonOpens = TimeOfDay("20:00") ?? .midnight
        },
        row("setting: one day, tomorrow from the evening, not yet", at: "21:59:59", asks: Week.thu, opens: ("22:00", Week.wed)) {
            $0.horizonDays = 1
        },
        row("setting: one day and today counts, so today only", at: "22:00", asks: Week.thu, opens: ("00:00", Week.thu)) {
            ($0.horizon, $0.horizonDays) = (.todayCounts, 1)
        },
    ]
}
