import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("An act of the desk is written with its effect, once, and taken back where it can be")
struct DeskActTests {
    // MARK: Signing out

    @Test("signing somebody out ends visit and booking, and the count is one lower")
    func signOut() async throws {
        let desk = try await Desk()
        let seat = try await desk.house.enter(1)
        let act = try await desk.act(.signOut(visit: seat), as: 1, at: House.nine + .hours(1))
        #expect(act.subject == "\(seat)" && act.campus == House.east && act.needed)
        #expect(try await desk.inside() == 0)
        let booking = try #require(try await desk.store.booking(House.booking(1)))
        #expect(booking.state == .completed && booking.endedAt == House.nine + .hours(1))
        #expect(try await desk.perform(.signOut(visit: seat), as: 2) == .refused(.alreadySo))
        #expect(try await desk.perform(.signOut(visit: House.id(77)), as: 3) == .refused(.nothingThere))
        #expect(try await desk.perform(.undo(act.id), as: 4) == .refused(.cannotBeUndone))
    }

    @Test("whoever was signed out and then goes out with the pass is not counted as gone twice")
    func afterSignOut() async throws {
        let desk = try await Desk()
        let seat = try await desk.house.enter(1)
        try await desk.house.enter(2)
        try await desk.act(.signOut(visit: seat), as: 1, at: House.nine + .minutes(30))
        let out = try await desk.house.present(1, as: 31, at: House.nine + .minutes(31), direction: .exit)
        #expect(out.decision.admits && out.seat == seat)
        #expect(try await desk.store.passedOut(out.seat, by: desk.house.passage(9, at: House.nine + .minutes(31))) == .repeated)
        #expect(try await desk.inside() == 1)
    }

    @Test("signed out at the desk while going out at a lane: counted once, whoever is first")
    func race() async throws {
        let folder = try StoreFolder()
        let stores = try (0..<2).map { _ in try folder.open { $0.busyTimeout = .seconds(60) } }
        let desk = try await Desk(stores[0], patrons: 60)
        let other = try await Desk(stores[1], patrons: 0)
        for number in 1...60 {
            let seat = try await desk.house.enter(number)
            async let signed = other.perform(.signOut(visit: seat), as: number, at: House.nine + .minutes(10))
            async let passed = desk.store.passedOut(seat, by: desk.house.passage(number, at: House.nine + .minutes(10)))
            switch (try await signed, try await passed) {
            case (.done, .repeated), (.refused(.alreadySo), .matched): break
            case let outcome: Issue.record("\(outcome)")
            }
            #expect(try await desk.inside() == 0)
        }
    }

    // MARK: Passes

    @Test("a revoked booking is refused at the gate, and admitted when that is taken back")
    func revoke() async throws {
        let desk = try await Desk()
        let act = try await desk.act(.revoke(House.booking(1)), as: 1)
        #expect(try await desk.house.present(1, as: 21).decision.code == .revoked)
        #expect(try await desk.perform(.revoke(House.booking(1)), as: 2) == .refused(.alreadySo))
        let back = try await desk.act(.undo(act.id), as: 3)
        #expect(back.action == "revoke" && back.subject == act.subject)
        #expect(try await desk.house.present(1, as: 22).decision.admits)
        #expect(try await desk.perform(.revoke(House.booking(9)), as: 4) == .refused(.nothingThere))
    }

    @Test("a pass on paper can be withdrawn alone: another pass of the booking stays good")
    func printed() async throws {
        let desk = try await Desk()
        // Issued ten seconds before it is shown.
        let act = try await desk.act(.printPass(House.booking(1), issuedAt: House.nine - .seconds(10)), as: 1)
        try await desk.act(.undo(act.id), as: 2)
        #expect(try await desk.house.present(1, as: 21).decision.code == .revoked)
        #expect(try await desk.house.present(1, as: 22, at: House.nine + .seconds(30)).decision.admits)
    }

    // MARK: Hours

    @Test("closing early ends the day at this minute and releases what no longer fits; it is taken back on the same day only")
    func closeEarly() async throws {
        let desk = try await Desk()
        let noon = House.nine + .hours(3) + .seconds(40)
        _ = try await desk.store.importBookings(
            [BookingRow(
                line: 2, booking: House.booking(50), patron: House.patron(2), campus: House.east, start: House.nine + .hours(6),
                end: House.nine + .hours(7))], at: House.nine)
        try await desk.store.rememberTime(vouched(noon))
        let act = try await desk.act(.closeEarly(House.east), as: 1, at: noon)
        let exception = try #require(try await desk.store.exceptions().first)
        #expect("\(exception.date)" == "2026-11-21" && exception.span?.closes == TimeOfDay("12:00"))
        #expect(exception.span?.opens == TimeOfDay("08:00") && !exception.why.contains("a test"), "patrons read it")
        #expect(try await desk.store.booking(House.booking(50))?.releasedWhy == .closed)
        #expect(try await desk.perform(.closeEarly(House.east), as: 2, at: noon) == .refused(.alreadySo))
        #expect(try await desk.perform(.undo(act.id), as: 3, at: noon + .hours(24)) == .refused(.cannotBeUndone))
        try await desk.act(.undo(act.id), as: 4, at: noon + .minutes(5))
        #expect(try await desk.store.exceptions().isEmpty)
        #expect(try await desk.store.booking(House.booking(50))?.state == .released, "its patron has been told")
    }

    @Test("closing early on a day with hours of its own gives those back")
    func closeHoliday() async throws {
        let desk = try await Desk()
        let (opens, closes) = (try #require(TimeOfDay("08:30")), try #require(TimeOfDay("14:00")))
        let holiday = DatedException(
            campus: House.east, date: try #require(CivilDate("2026-11-21")),
            span: OpeningHours.Span(opens: opens, closes: closes), why: "a holiday")
        _ = try await desk.store.except(holiday, at: ClockReading(time: House.nine, trust: .trusted), under: desk.terms)
        let act = try await desk.act(.closeEarly(House.east), as: 1, at: House.nine + .hours(1))
        try await desk.act(.undo(act.id), as: 2, at: House.nine + .hours(2))
        #expect(try await desk.store.exceptions() == [holiday])
        #expect(try await desk.perform(.closeEarly(House.east), as: 3, at: House.nine + .hours(8)) == .refused(.alreadySo), "it is closed")
    }

    @Test("without a clock that can be believed nothing is closed")
    func untrusted() async throws {
        let desk = try await Desk()
        let clock = ClockReading(time: House.nine, trust: .untrusted(lastKnown: nil))
        let outcome = try await desk.store.perform(.closeEarly(House.east), by: Desk.slip(1), at: clock, under: desk.terms)
        #expect(outcome == .refused(.clockUntrusted))
        #expect(try await desk.store.exceptions().isEmpty)
    }

    // MARK: Looking

    @Test("a look is written down with the booking that it was about, of a visit, a presentation and a booking")
    func looks() async throws {
        let desk = try await Desk()
        let seat = try await desk.house.enter(1)
        let tasks: [DeskTask] = [.lookAtVisit(seat), .lookAtPresentation(House.id(1, 1)), .lookAtBooking(House.booking(1))]
        for (number, task) in tasks.enumerated() {
            let act = try await desk.act(task, as: number + 1)
            #expect(act.action == "look" && act.subject == "\(House.booking(1))")
        }
        #expect(try await desk.act(.lookUp(House.patron(2)), as: 7).subject == House.patron(2).rawValue)
        #expect(try await desk.perform(.lookUp(House.patron(9)), as: 8) == .refused(.nothingThere))
        #expect(try await desk.perform(.lookAtVisit(House.id(99)), as: 9) == .refused(.nothingThere))
        try await desk.act(.recount(House.east, inside: 2), as: 10)
        let nameless = try #require(try await desk.store.inside(at: House.east).first { $0.patron == nil })
        #expect(try await desk.perform(.lookAtVisit(nameless.visit), as: 11) == .refused(.nothingThere))
        #expect(try await desk.store.acts(ActQuery()).count == 5)
    }

    // MARK: Once

    @Test("a submission that comes again does nothing more; its key with other words is refused, and so is nothing kept")
    func once() async throws {
        let desk = try await Desk()
        let first = try await desk.perform(.recount(House.east, inside: 4), as: 1, once: "k")
        guard case .done(let act, false) = first else { Issue.record("\(first)"); return }
        try await desk.act(.recount(House.east, inside: 6), as: 2)
        #expect(try await desk.perform(.recount(House.east, inside: 4), as: 3, once: "k") == .done(act, repeated: true))
        #expect(try await desk.inside() == 6)
        #expect(try await desk.perform(.recount(House.east, inside: 5), as: 4, once: "k") == .keyTaken)
        #expect(try await desk.perform(.recount(House.east, inside: 4), as: 5, once: "k", why: "another") == .keyTaken)
        #expect(try await desk.perform(.revoke(House.booking(9)), as: 6, once: "r") == .refused(.nothingThere))
        _ = try await desk.perform(.revoke(House.booking(1)), as: 7, once: "r")
        #expect(try await desk.store.acts(ActQuery()).map(\.id) == [7, 2, 1].map { House.id($0, 9) }, "a refused key is free")
    }

    @Test("a key that was claimed for a lane stays claimed until it is released")
    func claims() async throws {
        let desk = try await Desk()
        #expect(try await desk.store.claim("admit_one east-in", by: Desk.slip(1, once: "k")) == .new)
        #expect(try await desk.store.claim("admit_one east-in", by: Desk.slip(2, once: "k")) == .repeated(nil))
        #expect(try await desk.store.claim("admit_one west-in", by: Desk.slip(3, once: "k")) == .keyTaken)
        try await desk.store.release(Desk.slip(2, once: "k"))
        #expect(try await desk.store.claim("admit_one east-in", by: Desk.slip(4, once: "k")) == .repeated(nil), "it was not its own")
        try await desk.store.release(Desk.slip(1, once: "k"))
        #expect(try await desk.store.claim("admit_one west-in", by: Desk.slip(5, once: "k")) == .new)
    }

    @Test("a store that fails has neither effect nor record", arguments: [StoreError.Code.diskFull, .locked])
    func faults(_ code: StoreError.Code) async throws {
        let desk = try await Desk()
        let faulty = FaultyStore(desk.store)
        faulty.fail(code)
        await #expect(throws: StoreError.self) {
            try await faulty.perform(
                .recount(House.east, inside: 5), by: Desk.slip(1), at: ClockReading(time: House.nine, trust: .trusted), under: desk.terms)
        }
        #expect(try await desk.inside() == 0)
        #expect(try await desk.store.acts(ActQuery()).isEmpty)
    }
}
