import LibraryModel
import LibraryRules
import Testing

@Suite("of all that speaks against a booking the patron hears the first")
struct BookingOrderTests {
    /// One fault a rule, in the order of the rules. Each leaves the others possible, but for the forms of a time, of which
    /// a request has one.
    static let faults: [BookingRow] = [
        BookingRow("the patron is not on the list", .no(.unknownPatron)) { $0.facts.standing = nil },
        BookingRow("the clock is not believed", .no(.clockUntrusted)) {
            $0.facts.clock = ClockReading(time: $0.facts.now, trust: .untrusted(lastKnown: nil))
        },
        BookingRow("the patron is suspended", .no(.suspended, opensAt: time("00:00", on: Week.thu), rule: "R18")) {
            $0.violated("09:20", on: Week.wed, id: BookingID(rawValue: 0x9))
        },
        BookingRow("the patron has booked all day", .no(.bookingsADay, limit: 30)) { $0.facts.madeToday = 30 },
        BookingRow("the patron is in use at East", .no(.signOutFirst, campus: Scene.east, booking: BookingID(rawValue: 0x3))) {
            $0.policy.booking.quotaLimit += 1
            $0.has(.inUse, "09:00", "10:30", on: Week.wed, id: BookingID(rawValue: 0x3))
        },
        BookingRow("the quota is used", .no(.quota, limit: 2)) {
            $0.has(.booked, "17:00", "18:00", on: Week.thu)
            $0.has(.booked, "19:00", "20:00", on: Week.thu, id: BookingScene.second)
        },
        BookingRow("the request is a quarter of an hour too long", .no(.tooLong, limit: 240)) {
            $0.requests[0].end = $0.requests[0].start + .minutes(255)
        },
        BookingRow("the house closes earlier", .no(.outsideHours, opensAt: time("08:00", on: Week.thu))) {
            $0.excepts(BookingScene.span("08:00", "09:30"), on: Week.thu)
        },
        BookingRow("the day is beyond the horizon", .no(.horizon, opensAt: time("00:00", on: Week.thu))) {
            ($0.policy.booking.horizon, $0.policy.booking.horizonDays) = (.todayCounts, 1)
        },
        BookingRow("a booking at West stands", .no(.otherCampus, campus: Scene.west, booking: BookingID(rawValue: 0x4))) {
            $0.policy.booking.quotaLimit += 1
            $0.has(.booked, "20:00", "21:00", on: Week.thu, at: Scene.west, id: BookingID(rawValue: 0x4))
        },
        BookingRow("a booking at East overlaps", .no(.overlap, campus: Scene.east, booking: BookingID(rawValue: 0x5))) {
            $0.policy.booking.quotaLimit += 1
            $0.has(.booked, "10:00", "11:00", on: Week.thu, id: BookingID(rawValue: 0x5))
        },
        BookingRow("the stay gets too long", .no(.stayTooLong, limit: 180)) {
            $0.policy.booking.quotaLimit += 1
            $0.policy.booking.longestStay = .minutes(180)
            $0.has(.booked, "07:00", "09:00", on: Week.thu, id: BookingID(rawValue: 0x6))
        },
        BookingRow("the places are taken", .no(.full, limit: 300)) { $0.taken(300, "09:00", "10:00") },
    ]

    @Test("each fault alone gives its own reason", arguments: faults)
    func alone(fault: BookingRow) {
        #expect(fault.decision == fault.expected)
    }

    @Test("a fault outranks all that come after it together", arguments: faults.indices)
    func together(first: Int) {
        var scene = BookingScene()
        for fault in Self.faults[first...].reversed() { fault.change(&scene) }
        #expect(scene.decide().code == Self.faults[first].expected.code)
    }

    /// A request has one form, so these stand against each other in pairs.
    static let forms: [BookingRow] = [
        BookingRow("over midnight and thirteen hours long", .no(.severalDays)) {
            $0.requests = [
                BookingRequest(campus: Scene.east, start: time("20:00", on: Week.thu), end: time("09:00", on: Week.fri))
            ]
        },
        BookingRow("a minute too long and off the grid", .no(.tooLong, limit: 240)) { $0.asks("08:00", "12:01") },
        BookingRow("off the grid and before the opening", .no(.offGrid, limit: 30)) { $0.asks("07:45", "09:00") },
        BookingRow("before the opening, and past", .no(.outsideHours, opensAt: time("08:00"))) {
            $0.asks("07:30", "08:30", on: Week.wed)
        },
        BookingRow("a holiday that lies beyond the horizon", .no(.closedDay)) {
            $0.excepts(nil, on: Week.sun)
            $0.asks("09:00", "11:00", on: Week.sun)
        },
    ]

    @Test("what no other hour would mend comes before what another hour would", arguments: forms)
    func form(row: BookingRow) {
        #expect(row.decision == row.expected)
    }
}
