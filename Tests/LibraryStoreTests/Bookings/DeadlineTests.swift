import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("deadlines are facts of the clock: whoever looks, and whenever it is written")
struct DeadlineTests {
    @Test("a missed check-in is shown at once, written five seconds later, and dated to its deadline")
    func noShow() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:00.001"))
        #expect(try await desk.shown(1, at: BookingDesk.at("09:20:00.000")).state == .booked)
        #expect(try await desk.shown(1, at: BookingDesk.at("09:20:00.001")).state == .noShow)
        #expect(try await desk.stored(1).state == .booked)
        #expect(try await desk.violations(at: BookingDesk.at("09:20:00.001")).map(\.kind) == [.noShow])
        try await desk.settle(at: BookingDesk.at("09:20:05.000"))
        #expect(try await desk.stored(1).state == .booked)
        try await desk.settle(at: BookingDesk.at("09:20:05.001"))
        let booking = try await desk.stored(1)
        #expect(booking.state == .noShow)
        #expect(booking.endedAt == BookingDesk.at("09:20:00.000"))
        #expect(try await desk.violations(at: BookingDesk.at("09:21:00")).map(\.at) == [BookingDesk.at("09:20:00.000")])
    }

    @Test("a missed sign-out is a violation although the closing reset has ended the visit")
    func notSignedOut() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        try await desk.gate.enter(1)
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:10:00"))
        #expect(try await desk.store.closeDay(of: House.east, begunBefore: BookingDesk.at("11:10:00"), at: vouched(BookingDesk.at("11:10:00"))) == 1)
        try await desk.watch(from: BookingDesk.at("11:10:00"), until: BookingDesk.at("11:20:05.001"))
        #expect(try await desk.stored(1).state == .notSignedOut)
        let violations = try await desk.violations(at: BookingDesk.at("11:21:00"))
        #expect(violations.map(\.kind) == [.notSignedOut])
        #expect(violations.map(\.at) == [BookingDesk.at("11:20:00.000")])
    }

    @Test("who checked in and did not go through has nothing to answer for")
    func notPassed() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        let seat = try #require(try await desk.gate.present(1).seat)
        _ = try await desk.store.gaveBack(seat, at: House.nine + .seconds(8), why: .timedOut)
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:30:00"))
        #expect(try await desk.stored(1).state == .completed)
        #expect(try await desk.stored(1).endedAt == BookingDesk.at("11:00:00"))
        #expect(try await desk.violations(at: BookingDesk.at("11:30:00")).isEmpty)
    }

    @Test("a short restart changes nothing: the deadline is the clock's")
    func restart() async throws {
        let folder = try StoreFolder()
        do {
            let desk = try await BookingDesk.open(in: folder)
            try await desk.fill(1)
            try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:19:00"))
        }
        let desk = try await BookingDesk.open(in: folder)
        #expect(try await desk.shown(1, at: BookingDesk.at("09:21:00")).state == .noShow)
        try await desk.settle(at: BookingDesk.at("09:21:00"))
        #expect(try await desk.stored(1).state == .noShow)
        #expect(try await desk.faults().isEmpty)
    }

    @Test("a process that slept over deadlines gives nobody a violation, and the record says why", arguments: [
        "settle", "book", "cancel", "present", "remember",
    ])
    func slept(first: String) async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(2)
        _ = try await desk.book(3, patron: 3, BookingDesk.request("13:00:00", "15:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:00:30"))
        try await desk.gate.enter(2)
        let noon = BookingDesk.at("12:00:30")
        #expect(try await desk.violations(at: noon).isEmpty)
        #expect(try await desk.shown(1, at: noon).releasedWhy == .houseFault)
        #expect(try await desk.faults().isEmpty, "looking writes nothing")
        switch first {
        case "book": _ = try await desk.book(4, patron: 1, BookingDesk.request("13:00:00", "15:00:00"), at: noon)
        case "cancel": _ = try await desk.cancel(1, at: noon)
        case "present": _ = try await desk.gate.present(1, as: 11, at: noon)
        case "remember": try await desk.store.rememberTime(vouched(noon))
        default: break
        }
        try await desk.watch(from: noon, until: BookingDesk.at("12:30:00"))
        #expect(try await desk.violations(at: BookingDesk.at("12:30:00")).isEmpty)
        let (away, inside, later) = try (await desk.stored(1), await desk.stored(2), await desk.stored(3))
        #expect(away.state == .released && away.releasedWhy == .houseFault)
        #expect(inside.state == .completed)
        #expect(later.state == .booked)
        let faults = try await desk.faults()
        #expect(faults.map(\.campus) == [House.east, House.west])
        #expect(faults.allSatisfy { $0.kind == .notRunning && $0.from == BookingDesk.at("09:00:30") && $0.until == noon })
    }

    @Test("a clock that ran ahead and is set back takes nothing from anybody")
    func wentBack() async throws {
        let desk = try await BookingDesk.open()
        _ = try await desk.book(1, BookingDesk.request("09:00:00", "10:00:00"))
        _ = try await desk.book(2, patron: 2, BookingDesk.request("12:00:00", "14:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("08:30:00"))
        // Three hours too early, for an hour.
        try await desk.watch(from: BookingDesk.at("11:30:00"), until: BookingDesk.at("12:30:00"))
        #expect(try await desk.stored(1).state == .released)
        #expect(try await desk.stored(2).state == .noShow)
        #expect(try await desk.violations(at: BookingDesk.at("12:30:00")).count == 1)
        try await desk.settle(at: BookingDesk.at("09:15:00"))
        #expect(try await desk.violations(at: BookingDesk.at("09:15:00")).isEmpty)
        for number in 1...2 {
            let booking = try await desk.stored(number)
            #expect(booking.state == .booked && booking.endedAt == nil && booking.releasedWhy == nil)
        }
        #expect(try await desk.gate.present(1, at: BookingDesk.at("09:15:30")).decision.admits)
        try await desk.watch(from: BookingDesk.at("09:15:30"), until: BookingDesk.at("12:30:00"))
        #expect(try await desk.violations(at: BookingDesk.at("12:30:00")).isEmpty, "the record says that those times are in doubt")
    }

    @Test("a clock that was years ahead puts the next day in doubt and no more")
    func farAhead() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.settle(at: BookingDesk.at("08:00:00") + .hours(24 * 1500))
        #expect(try await desk.stored(1).state == .released)
        try await desk.settle(at: BookingDesk.at("08:05:00"))
        #expect(try await desk.stored(1).state == .booked)
        let faults = try await desk.store.faults(
            of: House.east, from: BookingDesk.at("08:01:00"), until: BookingDesk.at("08:10:00"))
        #expect(faults.last?.until == BookingDesk.at("08:05:00", on: 22))
    }

    @Test("a presentation that is written late is no clock that went back")
    func lateExit() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        try await desk.gate.enter(1)
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:40:00"))
        let exit = try await desk.gate.present(1, as: 11, at: BookingDesk.at("11:15:00"), direction: .exit)
        #expect(exit.decision.code == .exit)
        #expect(try await desk.faults().isEmpty)
        #expect(try await desk.store.lastKnownTime() == BookingDesk.at("11:40:00"))
    }

    @Test("each reading of the deadline for signing out is written down when it has passed", arguments: [
        (SignOutDeadline.atEnd, "11:00:00.000"), (.afterEnd(.minutes(30)), "11:30:00.000"), (.closing, "22:00:00.000"),
        (.endOfDay, "23:59:59.999"),
    ])
    func readings(reading: SignOutDeadline, deadline: String) async throws {
        let desk = try await BookingDesk.open { $0.violations.signOut = reading }
        try await desk.fill(2)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        for number in 1...2 { try await desk.gate.enter(number) }
        let deadline = BookingDesk.at(deadline)
        try await desk.watch(from: House.nine, until: deadline + .seconds(5))
        #expect(try await desk.stored(1).state == .inUse)
        try await desk.settle(at: deadline + .seconds(5) + .milliseconds(1))
        #expect(try await desk.stored(1).state == .notSignedOut)
        #expect(try await desk.stored(2).endedAt == deadline)
    }

    @Test("where no sign-out can be missed, a booking ends by itself")
    func never() async throws {
        let desk = try await BookingDesk.open { $0.violations.signOut = .never }
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        try await desk.gate.enter(1)
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:00:06"))
        #expect(try await desk.stored(1).state == .completed)
        #expect(try await desk.violations(at: BookingDesk.at("12:00:00")).isEmpty)
    }

    @Test("many deadlines at once are written in bounded transactions, and each of them is")
    func batches() async throws {
        let count = StoreLimits.settleBatch * 2 + 10
        let desk = try await BookingDesk.open(patrons: count)
        _ = try await desk.store.importBookings((1...count).map { House.bookingRow($0) }, at: BookingDesk.at("08:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:00"))
        let clock = vouched(BookingDesk.at("09:20:06"))
        var more: [Bool] = []
        for _ in 1...4 { more.append(try await desk.store.settle(at: clock, under: desk.terms)) }
        #expect(more == [true, true, false, false])
        #expect(try await desk.violations(at: clock.time).count == count)
    }

    @Test("requests side by side read the clock a little out of order, and that is no gap")
    func jitter() async throws {
        let desk = try await BookingDesk.open()
        try await desk.settle(at: House.nine)
        try await desk.settle(at: House.nine - .seconds(2))
        try await desk.settle(at: House.nine + .seconds(150))
        #expect(try await desk.faults().isEmpty)
        #expect(try await desk.store.lastKnownTime() == House.nine + .seconds(150))
        try await desk.settle(at: House.nine + .milliseconds(300_001))
        #expect(try await desk.faults().count == 2)
    }

    @Test("while the clock is not trusted nothing is settled, kept or shown as missed")
    func untrusted() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        let late = BookingDesk.untrusted(BookingDesk.at("23:00:00"))
        #expect(late.vouched == nil, "nothing is settled by it")
        #expect(try await desk.store.violations(ViolationFilter(), at: late, under: desk.terms).isEmpty)
        let overview = try await desk.store.overview(of: House.patron(1), at: late, under: desk.terms)
        #expect(overview?.bookings.map(\.state) == [.booked])
        let spans = try await desk.store.taken(
            at: House.east, from: House.nine, until: House.nine + .hours(2), at: late, under: desk.terms)
        #expect(spans.map(\.count) == [1])
        var circumstances = desk.gate.circumstances(1, at: BookingDesk.at("23:00:00"))
        circumstances.clock = late
        _ = try await desk.store.admit(circumstances, under: desk.gate.policy, id: House.id(1, 1), seat: House.id(1, 2))
        #expect(try await desk.stored(1).state == .booked)
        #expect(try await desk.store.lastKnownTime() == BookingDesk.at("08:00:00"))
        // The callers say how long it was so; then nobody has missed anything.
        let fault = HouseFault(
            id: House.id(9), campus: House.east, kind: .clockUntrusted, from: BookingDesk.at("08:00:30"), until: nil)
        try await desk.store.begin(fault)
        try await desk.store.endFault(.clockUntrusted, of: House.east, detail: "", at: BookingDesk.at("09:10:00"))
        try await desk.watch(from: BookingDesk.at("09:10:00"), until: BookingDesk.at("09:30:00"))
        #expect(try await desk.stored(1).releasedWhy == .houseFault)
        #expect(try await desk.violations(at: BookingDesk.at("09:30:00")).isEmpty)
        let faults = try await desk.faults()
        #expect(faults.map(\.kind) == [.clockUntrusted, .notRunning], "the other campus wrote nothing")
        #expect(faults.map(\.campus) == [House.east, House.west])
    }

    @Test("a fault that becomes known after its violations takes back those, and no others")
    func lateFault() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        _ = try await desk.book(2, patron: 2, BookingDesk.request("10:00:00", "12:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("10:21:00"))
        #expect(try await desk.violations(at: BookingDesk.at("10:21:00")).count == 2)
        let fault = HouseFault(
            id: House.id(9), campus: House.east, kind: .gateFault, from: BookingDesk.at("09:19:00"),
            until: BookingDesk.at("09:30:00"), detail: "east-main")
        for _ in 1...2 { try await desk.store.begin(fault) }
        #expect(try await desk.violations(at: BookingDesk.at("10:21:30")).map(\.booking) == [House.booking(2)])
        try await desk.settle(at: BookingDesk.at("10:22:00"))
        #expect(try await desk.stored(1).releasedWhy == .houseFault)
        #expect(try await desk.stored(2).state == .noShow)
        #expect(try await desk.faults() == [fault])
    }
}

extension BookingDesk {
    /// All of that day.
    func faults() async throws -> [HouseFault] {
        var all: [HouseFault] = []
        for campus in terms.campuses {
            all += try await store.faults(of: campus.id, from: Self.at("00:00:00"), until: Self.at("00:00:00", on: 22))
        }
        return all
    }
}
