import LibraryModel
import LibraryRules

/// The check-in that never came (R9, R11, R17), the house's part in it (B19, B23), and exceptions of the hours (R21).
enum CheckInRows {
    static let all: [SettlementRow] = missed + readings + excused + voided

    private static let noShow = ["1 no_show 09:20:00.000 window closed", "1 violation no_show 09:20:00.000"]

    private static let missed: [SettlementRow] = [
        SettlementRow("B9: start 09:00, 09:20:00.000", at: "09:20", []) { $0.has("09:00", "11:00") },
        SettlementRow("B9: start 09:00, 09:20:00.001", at: "09:20:00.001", noShow) { $0.has("09:00", "11:00") },
        SettlementRow("R17: noticed a day later, dated at the deadline", at: "12:00", on: Week.thu, noShow) {
            $0.has("09:00", "11:00")
        },
        SettlementRow("R17: checked in, so nothing was missed", at: "10:59:59.999", []) { $0.has(.checkedIn, "09:00", "11:00") },
        SettlementRow("R17: a booking yields at most one, and here is one", at: "12:00", noShow) {
            $0.has("09:00", "11:00")
            $0.ledger.violations = [
                Violation(
                    booking: BookingID(rawValue: 1), patron: BookingScene.patron, campus: Scene.east, kind: .noShow,
                    at: time("09:20"))
            ]
        },
        SettlementRow("R22: what has ended stays as it is", at: "23:00", []) {
            for state in Booking.State.allCases where state.isFinal { $0.has(state, "09:00", "11:00") }
        },
        SettlementRow(
            "R17: two missed on one day", at: "15:00",
            [
                "1 no_show 09:20:00.000 window closed", "2 no_show 14:20:00.000 window closed",
                "1 violation no_show 09:20:00.000", "2 violation no_show 14:20:00.000",
            ]
        ) {
            $0.has("09:00", "11:00")
            $0.has("14:00", "16:00")
        },
    ]

    private static let readings: [SettlementRow] = [
        SettlementRow("R9 A: 09:20:59.999 still shows 09:20", at: "09:20:59.999", []) {
            $0.policy.admission.windowEnd = .wholeMinute
            $0.has("09:00", "11:00")
        },
        SettlementRow(
            "R9 A: 09:21:00.000", at: "09:21",
            ["1 no_show 09:20:59.999 window closed", "1 violation no_show 09:20:59.999"]
        ) {
            $0.policy.admission.windowEnd = .wholeMinute
            $0.has("09:00", "11:00")
        },
        SettlementRow("R9 B: 09:19:59.999", at: "09:19:59.999", []) {
            $0.policy.admission.windowEnd = .exclusive
            $0.has("09:00", "11:00")
        },
        SettlementRow("R9 B: 09:20:00.000", at: "09:20", noShow) {
            $0.policy.admission.windowEnd = .exclusive
            $0.has("09:00", "11:00")
        },
        SettlementRow(
            "setting: a window beyond the slot ends with it", at: "11:00",
            ["1 no_show 11:00:00.000 window closed", "1 violation no_show 11:00:00.000"]
        ) {
            $0.policy.admission.checkInAfter = .hours(4)
            $0.has("09:00", "11:00")
        },
    ]

    private static func released(_ why: String) -> [String] { ["1 released 09:20:00.000 \(why)"] }

    private static let excused: [SettlementRow] = [
        SettlementRow("B19: turned away on time, and gone by 09:20", at: "09:20:00.001", released("turned_away")) {
            $0.has("09:00", "11:00")
            $0.ledger.bookings[0].turnedAwayAt = time("09:10")
        },
        SettlementRow("B19: until then the booking stands", at: "09:20", []) {
            $0.has("09:00", "11:00")
            $0.ledger.bookings[0].turnedAwayAt = time("09:10")
        },
        SettlementRow("R17: the gate failed within the window", at: "09:21", released("house_fault")) {
            $0.has("09:00", "11:00")
            $0.fault("09:05", "09:06")
        },
        SettlementRow("R17: the fault ends as the window opens", at: "09:21", released("house_fault")) {
            $0.has("09:00", "11:00")
            $0.fault("08:00", "08:40")
        },
        SettlementRow("R17: the fault ended just before", at: "09:21", noShow) {
            $0.has("09:00", "11:00")
            $0.fault("08:00", "08:39:59.999")
        },
        SettlementRow("R17: the fault begins with the last instant and lasts", at: "09:21", released("house_fault")) {
            $0.has("09:00", "11:00")
            $0.fault("09:20", nil)
        },
        SettlementRow("R17: the fault began just after", at: "09:21", noShow) {
            $0.has("09:00", "11:00")
            $0.fault("09:20:00.001", nil)
        },
        SettlementRow("R17: a fault at West does not excuse East", at: "09:21", noShow) {
            $0.has("09:00", "11:00")
            $0.fault("09:05", "09:06", at: Scene.west)
        },
        SettlementRow("B23: fire within the window", at: "09:21", released("house_fault")) {
            $0.has("09:00", "11:00")
            $0.fault("09:00", "09:15", Scene.east, .emergency)
        },
        SettlementRow("R26: a clock that could not be believed", at: "09:21", released("house_fault")) {
            $0.has("09:00", "11:00")
            $0.fault("08:00", "09:00", Scene.east, .clockUntrusted)
        },
        SettlementRow(
            "R9: a fault before a house that opens within the window", at: "08:21", ["1 released 08:20:00.000 house_fault"]
        ) {
            $0.has("08:00", "10:00")
            $0.fault("07:50", "07:55")
        },
        SettlementRow(
            "R9: the same where the window is clipped to the opening", at: "08:21",
            ["1 no_show 08:20:00.000 window closed", "1 violation no_show 08:20:00.000"]
        ) {
            $0.policy.admission.earlyHouse = .clip
            $0.has("08:00", "10:00")
            $0.fault("07:50", "07:55")
        },
    ]

    private static let voided: [SettlementRow] = [
        SettlementRow("R21: the day becomes a holiday", at: "07:00", ["1 released 07:00:00.000 closed"]) {
            $0.has("09:00", "11:00")
            $0.hours = BookingScene.daily("08:00", "22:00", except: [BookingScene.date(Week.wed): nil])
        },
        SettlementRow("R21: the house closes before the end", at: "07:00", ["1 released 07:00:00.000 closed"]) {
            $0.has("09:00", "11:00")
            $0.except("08:00", "10:30")
        },
        SettlementRow("R21: it still fits", at: "07:00", []) {
            $0.has("09:00", "11:00")
            $0.except("09:00", "11:00")
        },
        SettlementRow("R21: noticed late, no violation all the same", at: "12:00", ["1 released 09:20:00.000 closed"]) {
            $0.has("09:00", "11:00")
            $0.except("08:00", "10:30")
        },
        SettlementRow("R21: who is inside stays until the end", at: "11:00", []) {
            $0.has(.inUse, "09:00", "11:00")
            $0.except("08:00", "10:30")
        },
        SettlementRow("R21: a booking from elsewhere outside the week's hours is no matter of an exception", at: "07:00", []) {
            $0.has("22:00", "23:00")
        },
    ]
}

extension LedgerScene {
    fileprivate mutating func except(_ opens: String, _ closes: String) {
        hours = BookingScene.daily(
            "08:00", "22:00", except: [BookingScene.date(Week.wed): BookingScene.span(opens, closes)])
    }

    fileprivate mutating func fault(_ from: String, _ until: String, _ campus: CampusID, _ kind: HouseFault.Kind) {
        fault(from, until, at: campus, kind)
    }
}
