import LibraryModel
import LibraryRules

/// The sign-out that never came (R14, R17), stays of several bookings (R7), and check-ins without a passage (R22).
enum SignOutRows {
    static let all: [SettlementRow] = missed + readings + excused + stays

    private static let late = ["1 not_signed_out 12:20:00.000 sign-out missed", "1 violation not_signed_out 12:20:00.000"]

    private static let missed: [SettlementRow] = [
        SettlementRow("B12: end 12:00, inside at 12:20:00.000", at: "12:20", []) { $0.has(.inUse, "09:00", "12:00") },
        SettlementRow("B12: end 12:00, inside at 12:20:00.001", at: "12:20:00.001", late) { $0.has(.inUse, "09:00", "12:00") },
        SettlementRow("B13: end 22:00, inside at 22:20:00.000", at: "22:20", []) { $0.has(.inUse, "20:00", "22:00") },
        SettlementRow("R22: checked in, not gone through, before the end", at: "11:59:59.999", []) {
            $0.has(.checkedIn, "09:00", "12:00")
        },
        SettlementRow("R22: checked in, not gone through, at the end", at: "12:00", ["1 completed 12:00:00.000 slot ended"]) {
            $0.has(.checkedIn, "09:00", "12:00")
        },
    ]

    private static func missed(at text: String) -> [String] {
        ["1 not_signed_out \(text) sign-out missed", "1 violation not_signed_out \(text)"]
    }

    private static let readings: [SettlementRow] = [
        SettlementRow("R14: at the end, 12:00:00.000", at: "12:00", []) { $0.isIn(.atEnd) },
        SettlementRow("R14: at the end, 12:00:00.001", at: "12:00:00.001", missed(at: "12:00:00.000")) { $0.isIn(.atEnd) },
        SettlementRow("R14: by closing, 22:00:00.000", at: "22:00", []) { $0.isIn(.closing) },
        SettlementRow("R14: by closing, 22:00:00.001", at: "22:00:00.001", missed(at: "22:00:00.000")) { $0.isIn(.closing) },
        SettlementRow("R14: that day, 23:59:59.999", at: "23:59:59.999", []) { $0.isIn(.endOfDay) },
        SettlementRow("R14: that day, midnight", at: "24:00", missed(at: "23:59:59.999")) { $0.isIn(.endOfDay) },
        SettlementRow("R14: never, 11:59:59.999", at: "11:59:59.999", []) { $0.isIn(.never) },
        SettlementRow("R14: never, it ends by itself", at: "12:00", ["1 completed 12:00:00.000 ended by itself"]) {
            $0.isIn(.never)
        },
        SettlementRow("setting: half an hour after the end", at: "12:30:00.001", missed(at: "12:30:00.000")) {
            $0.isIn(.afterEnd(.minutes(30)))
        },
    ]

    private static let ended = ["1 completed 12:20:00.000 ended by itself"]

    private static let excused: [SettlementRow] = [
        SettlementRow("R17: the gate failed while one leaves", at: "12:21", ended) { $0.isIn(fault: ("12:05", "12:06")) },
        SettlementRow("R17: the fault ended 20 min before the end", at: "12:21", ended) { $0.isIn(fault: ("11:00", "11:40")) },
        SettlementRow("R17: the fault ended before that", at: "12:21", late) { $0.isIn(fault: ("11:00", "11:39:59.999")) },
        SettlementRow("R17: the fault begins with the deadline", at: "12:21", ended) { $0.isIn(fault: ("12:20", nil)) },
        SettlementRow("R17: the fault began after the deadline", at: "12:21", late) { $0.isIn(fault: ("12:20:00.001", nil)) },
        SettlementRow("R17: a fault at West excuses nobody at East", at: "12:21", late) {
            $0.has(.inUse, "09:00", "12:00")
            $0.fault("12:05", "12:06", at: Scene.west)
        },
    ]

    private static let joined = ["1 completed 12:00:00.000 continued by 2", "2 in_use 12:00:00.000 continues 1"]

    private static let stays: [SettlementRow] = [
        SettlementRow("B5: 08–12 and 12–16, one millisecond before noon", at: "11:59:59.999", []) { $0.stays() },
        SettlementRow("B5: 08–12 and 12–16, at noon the stay goes on without a scan", at: "12:00", joined) { $0.stays() },
        SettlementRow("B5: sign-out is due once, 16:20:00.000", at: "16:20", joined) { $0.stays() },
        SettlementRow(
            "B5: sign-out is due once, 16:20:00.001", at: "16:20:00.001",
            joined + ["2 not_signed_out 16:20:00.000 sign-out missed", "2 violation not_signed_out 16:20:00.000"]
        ) { $0.stays() },
        SettlementRow(
            "R7: a stay of three, in whatever order they were made", at: "18:00",
            [
                "3 completed 12:00:00.000 continued by 1", "1 in_use 12:00:00.000 continues 3",
                "1 completed 14:00:00.000 continued by 2", "2 in_use 14:00:00.000 continues 1",
            ]
        ) {
            $0.has("12:00", "14:00")
            $0.has("14:00", "18:00")
            $0.has(.inUse, "09:00", "12:00")
        },
        SettlementRow(
            "R7: at another campus there is no stay", at: "12:21",
            [
                "1 not_signed_out 12:20:00.000 sign-out missed", "2 no_show 12:20:00.000 window closed",
                "1 violation not_signed_out 12:20:00.000", "2 violation no_show 12:20:00.000",
            ]
        ) {
            $0.has(.inUse, "08:00", "12:00")
            $0.has("12:00", "16:00", at: Scene.west)
        },
        SettlementRow("R7: half an hour between is no stay", at: "12:21", late) {
            $0.has(.inUse, "08:00", "12:00")
            $0.has("12:30", "16:00")
        },
        SettlementRow("R7: a cancelled one continues nothing", at: "12:21", late) {
            $0.has(.inUse, "08:00", "12:00")
            $0.has(.cancelled, "12:00", "16:00")
        },
        SettlementRow("R7: signed out before noon, the second waits for a check-in of its own", at: "12:20", []) {
            $0.has(.completed, "08:00", "12:00")
            $0.has("12:00", "16:00")
        },
        SettlementRow("R7: checked in and never gone through is no stay", at: "12:20", ["1 completed 12:00:00.000 slot ended"]) {
            $0.has(.checkedIn, "08:00", "12:00")
            $0.has("12:00", "16:00")
        },
        SettlementRow("R7: one who never signs out goes on with the next all the same", at: "12:00", joined) {
            $0.policy.violations.signOut = .never
            $0.stays()
        },
        SettlementRow("R7 A: each booking has a sign-out of its own", at: "12:20:00.000", []) {
            $0.policy.booking.backToBack = .separate
            $0.stays()
        },
        SettlementRow(
            "R7 A: and a check-in of its own", at: "12:21",
            [
                "1 not_signed_out 12:20:00.000 sign-out missed", "2 no_show 12:20:00.000 window closed",
                "1 violation not_signed_out 12:20:00.000", "2 violation no_show 12:20:00.000",
            ]
        ) {
            $0.policy.booking.backToBack = .separate
            $0.stays()
        },
    ]
}

extension LedgerScene {
    fileprivate mutating func isIn(_ deadline: SignOutDeadline) {
        policy.violations.signOut = deadline
        has(.inUse, "09:00", "12:00")
    }

    fileprivate mutating func isIn(fault: (from: String, until: String?)) {
        has(.inUse, "09:00", "12:00")
        self.fault(fault.from, fault.until)
    }

    fileprivate mutating func stays() {
        has(.inUse, "08:00", "12:00")
        has("12:00", "16:00")
    }
}
