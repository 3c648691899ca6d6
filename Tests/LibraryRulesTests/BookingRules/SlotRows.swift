import LibraryModel
import LibraryRules

/// The time that is asked for: before its start (R2), its length, grid and hours (R4), exceptions (R21).
enum SlotRows {
    static let all: [BookingRow] = lengths + hours + grids + published + starts + walkIns

    private static func row(
        _ says: String, _ from: String, _ to: String, _ expected: BookingDecision,
        _ change: @escaping @Sendable (inout BookingScene) -> Void = { _ in }
    ) -> BookingRow {
        BookingRow(says, expected) {
            $0.asks(from, to)
            change(&$0)
        }
    }

    private static let lengths: [BookingRow] = [
        row("R4: 59 min", "09:00", "09:59", .no(.tooShort, limit: 60)),
        row("R4: 60 min", "09:00", "10:00", .accepted),
        row("R4: 240 min", "09:00", "13:00", .accepted),
        row("B6: 08:00–12:01 is 241 min", "08:00", "12:01", .no(.tooLong, limit: 240)),
        row("R4: nothing", "09:00", "09:00", .no(.tooShort, limit: 60)),
        row("R4: backwards", "11:00", "09:00", .no(.tooShort, limit: 60)),
        row("setting: half an hour at least", "09:00", "09:30", .accepted) { $0.policy.booking.shortest = .minutes(30) },
        row("setting: two hours at most", "09:00", "11:30", .no(.tooLong, limit: 120)) {
            $0.policy.booking.longest = .minutes(120)
        },
    ]

    private static let hours: [BookingRow] = [
        row("R4: from 07:30", "07:30", "09:00", .no(.outsideHours, opensAt: time("08:00", on: Week.thu))),
        row("R4: from 08:00", "08:00", "09:00", .accepted),
        row("B7: 21:00–22:00", "21:00", "22:00", .accepted),
        row("B7: 21:30–22:30", "21:30", "22:30", .no(.outsideHours, opensAt: time("08:00", on: Week.thu))),
        BookingRow("R4: never over midnight", .no(.severalDays)) {
            $0.requests = [
                BookingRequest(campus: Scene.east, start: time("23:00", on: Week.thu), end: time("01:00", on: Week.fri))
            ]
        },
        row("R4: midnight as the end belongs to the day", "22:00", "24:00", .accepted) {
            $0.facts.campuses[0].hours = BookingScene.daily("08:00", "24:00")
        },
        row("R21: a holiday", "09:00", "11:00", .no(.closedDay)) { $0.excepts(nil, on: Week.thu) },
        row("R21: early closing, beyond it", "14:00", "17:00", .no(.outsideHours, opensAt: time("08:00", on: Week.thu))) {
            $0.excepts(BookingScene.span("08:00", "16:00"), on: Week.thu)
        },
        row("R21: early closing, up to it", "14:00", "16:00", .accepted) {
            $0.excepts(BookingScene.span("08:00", "16:00"), on: Week.thu)
        },
        row("R21: longer hours that day", "22:00", "23:00", .accepted) {
            $0.excepts(BookingScene.span("08:00", "23:00"), on: Week.thu)
        },
        BookingRow("R21: East has a holiday, West has not", .accepted) {
            $0.excepts(nil, on: Week.thu)
            $0.asks("09:00", "11:00", at: Scene.west)
        },
    ]

    private static let grids: [BookingRow] = [
        row("R4: start off the half hour", "09:15", "11:00", .no(.offGrid, limit: 30)),
        row("R4: end off the half hour", "09:00", "10:45", .no(.offGrid, limit: 30)),
        row("R4 B: a grid of 15 min", "09:15", "10:45", .accepted) { $0.policy.booking.grid = .minutes(15) },
        row("R4 B: a grid of 60 min", "09:30", "11:30", .no(.offGrid, limit: 60)) { $0.policy.booking.grid = .minutes(60) },
        BookingRow("R4: a second is off the grid", .no(.offGrid, limit: 30)) {
            $0.asks("09:00:01", "11:00:01")
        },
    ]

    private static let published: [BookingRow] = [
        row("R4 A: a published slot", "10:00", "12:00", .accepted) { $0.publishes() },
        row("R4 A: a part of one", "10:00", "11:00", .no(.notASlot)) { $0.publishes() },
        row("R4 A: two in one", "08:00", "12:00", .no(.notASlot)) { $0.publishes() },
        row("R4 A: a slot is as long as it is published", "12:00", "12:45", .accepted) { $0.publishes() },
        row("R4 A: on a day that closes early", "10:00", "12:00", .no(.outsideHours, opensAt: time("08:00", on: Week.thu))) {
            $0.publishes()
            $0.excepts(BookingScene.span("08:00", "11:00"), on: Week.thu)
        },
    ]

    private static let starts: [BookingRow] = [
        BookingRow("B24: created 09:00:00 for 09:00–10:00", .accepted) { $0.asksAtNine(at: "09:00:00") },
        BookingRow("B24: created 09:00:01 for 09:00–10:00", .no(.started)) { $0.asksAtNine(at: "09:00:01") },
        BookingRow("R2: yesterday", .no(.started)) { $0.asks("09:00", "10:00", on: Week.tue) },
        BookingRow("R2 A: in the window, 09:20:00.000", .accepted) {
            $0.policy.booking.creation = .inWindow
            $0.asksAtNine(at: "09:20")
        },
        BookingRow("R2 A: after the window, 09:20:00.001", .no(.started)) {
            $0.policy.booking.creation = .inWindow
            $0.asksAtNine(at: "09:20:00.001")
        },
        BookingRow("R2 A: a window beyond the slot ends with it", .no(.started)) {
            $0.policy.booking.creation = .inWindow
            $0.policy.admission.checkInAfter = .hours(3)
            $0.asksAtNine(at: "10:00")
        },
    ]

    private static let walkIns: [BookingRow] = [
        BookingRow("R2 B: a walk-in begins with the present minute", .accepted) {
            $0.walksIn(at: "10:17:42")
            $0.asks("10:17", "11:30", on: Week.wed)
        },
        BookingRow("R2 B: another minute is off the grid", .no(.offGrid, limit: 30)) {
            $0.walksIn(at: "10:17:42")
            $0.asks("10:16", "11:30", on: Week.wed)
        },
        BookingRow("R2 B: its end is on the grid", .no(.offGrid, limit: 30)) {
            $0.walksIn(at: "10:17:42")
            $0.asks("10:17", "11:17", on: Week.wed)
        },
        BookingRow("R2 B: below the cap only", .no(.full, limit: 300)) {
            $0.walksIn(at: "10:17:42")
            $0.asks("10:17", "11:30", on: Week.wed)
            $0.taken(300, "10:00", "11:00", on: Week.wed)
        },
        BookingRow("R2 B: as shipped there is no walk-in", .no(.offGrid, limit: 30)) {
            $0.at("10:17")
            $0.asks("10:17", "11:30", on: Week.wed)
        },
        BookingRow("R2 B: with published slots, the rest of the running one", .accepted) {
            $0.walksIn(at: "10:17:42")
            $0.publishes()
            $0.asks("10:17", "12:00", on: Week.wed)
        },
    ]
}

extension BookingScene {
    fileprivate mutating func publishes() {
        policy.booking.slots = [
            Self.span("08:00", "10:00"), Self.span("10:00", "12:00"), Self.span("12:00", "12:45"),
        ]
    }

    fileprivate mutating func asksAtNine(at now: String) {
        at(now)
        asks("09:00", "10:00", on: Week.wed)
    }

    fileprivate mutating func walksIn(at now: String) {
        policy.booking.creation = .walkIn
        at(now)
    }
}
