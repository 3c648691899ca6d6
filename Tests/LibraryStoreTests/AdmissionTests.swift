import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("an admission is facts, decision, record and seat in one transaction")
struct AdmissionTests {
    @Test("an entry holds a seat, checks the booking in and keeps the facts")
    func entry() async throws {
        let house = try await House.inMemory()
        let admission = try await house.present(1)
        #expect(admission.decision.code == .entry)
        #expect(admission.seat == House.id(1, 2))
        #expect(admission.patron == House.patron(1))
        #expect(admission.facts.records.booking?.state == .booked)
        #expect(admission.facts.records.patron == PatronFacts(standing: .active))
        #expect(try await house.seats() == [0, 1])
        let booking = try await house.store.booking(House.booking(1))
        #expect(booking?.state == .checkedIn)
        #expect(booking?.checkedInAt == House.nine)
        let stored = try await house.store.decisions(after: nil, limit: 10)
        #expect(stored.map(\.evidence) == [
            .kept(decision: admission.decision, facts: admission.facts, policy: house.policy)
        ])
    }

    @Test("a repeat with the same id answers the same and changes nothing")
    func retry() async throws {
        let house = try await House.inMemory()
        let first = try await house.present(1)
        #expect(try await house.present(1) == first)
        #expect(try await house.seats() == [0, 1])
        #expect(try await house.store.recentDecisions(limit: 10).count == 1)
    }

    @Test("the same pass before the passage keeps its seat and takes it to the lane that opens")
    func reentry() async throws {
        let house = try await House.inMemory()
        let first = try await house.present(1)
        let second = try await house.present(1, as: 11)
        #expect(second.decision.code == .reentry)
        #expect(second.seat == first.seat)
        #expect(second.facts.records.passUse == .opened)
        #expect(try await house.seats() == [0, 1])
    }

    @Test("after the time-out the booking stays checked in and the pass gets a new seat")
    func again() async throws {
        let house = try await House.inMemory()
        let first = try #require(try await house.present(1).seat)
        #expect(try await house.store.gaveBack(first, at: House.nine + .seconds(8), why: .timedOut) == .changed)
        let second = try await house.present(1, as: 11, at: House.nine + .seconds(9))
        #expect(second.decision.admits)
        #expect(second.facts.records.booking?.state == .checkedIn)
        #expect(second.seat == House.id(11, 2))
        #expect(try await house.seats() == [0, 1])
    }

    @Test("a pass that somebody went in with is refused, also after a restart")
    func replay() async throws {
        let folder = try StoreFolder()
        do {
            let house = House(try folder.open())
            try await house.fill(1)
            let seat = try await house.enter(1)
            _ = try await house.store.passedOut(seat, by: house.passage(1, at: House.nine + .seconds(10)))
        }
        let house = House(try folder.open())
        let admission = try await house.present(1, as: 11, at: House.nine)
        #expect(admission.facts.records.passUse == .passed)
        #expect(!admission.decision.admits)
        #expect(admission.seat == nil)
    }

    @Test("a full house refuses, holds no seat and notes that the patron was turned away")
    func full() async throws {
        let house = try await House.inMemory(patrons: 3, cap: 2)
        for number in 1...2 { try await house.enter(number) }
        let admission = try await house.present(3)
        #expect(admission.decision.code == .full)
        #expect(admission.seat == nil)
        #expect(try await house.seats() == [2, 0])
        #expect(try await house.store.booking(House.booking(3))?.turnedAwayAt == House.nine)
    }

    @Test("a pass whose booking is unknown here holds a seat under its booking id")
    func degraded() async throws {
        let house = try await House.inMemory(patrons: 0)
        let admission = try await house.present(7)
        #expect(admission.decision.code == .degraded)
        #expect(admission.patron == nil)
        #expect(try await house.store.openSeats().map(\.booking) == [House.booking(7)])
        let again = try await house.present(7, as: 17)
        #expect(again.seat == admission.seat)
        #expect(again.facts.records.visit?.bookingEnd == nil)
    }

    @Test("a booking that arrives after its patron went in takes over what the gate saw")
    func lateBooking() async throws {
        let house = try await House.inMemory(patrons: 0)
        try await house.enter(1)
        try await house.fill(1)
        let booking = try await house.store.booking(House.booking(1))
        #expect(booking?.state == .inUse)
        #expect(booking?.checkedInAt == House.nine)
    }

    @Test("the visit of a patron is found through any of the patron's bookings")
    func otherBooking() async throws {
        let house = try await House.inMemory(patrons: 1)
        try await house.enter(1)
        let next = BookingRow(
            line: 2, booking: House.booking(2), patron: House.patron(1), campus: House.east, start: House.nine,
            end: House.nine + .hours(2))
        _ = try await house.store.importBookings([next], at: House.nine)
        let admission = try await house.present(2)
        #expect(admission.facts.records.visit == VisitFacts(
            stage: .inside, booking: House.booking(1), campus: House.east, lane: House.lane,
            bookingEnd: House.nine + .hours(2)))
        #expect(!admission.decision.admits)
    }

    @Test("a bad code leaves a record without a booking")
    func badCode() async throws {
        let house = try await House.inMemory()
        var circumstances = house.circumstances(1)
        circumstances.pass = .rejected(.badSignature)
        let admission = try await house.store.admit(
            circumstances, under: house.policy, id: House.id(1, 1), seat: House.id(1, 2))
        #expect(admission.decision.code == .badSignature)
        let last = try await house.store.lastDecision(at: House.lane)
        #expect(last?.code == .badSignature)
        #expect(last?.booking == nil)
        #expect(try await house.seats() == [0, 0])
    }

    @Test("an exit answers the visit that it ends, and never blocks", arguments: [true, false])
    func exit(known: Bool) async throws {
        let house = try await House.inMemory()
        let seat = known ? try await house.enter(1) : nil
        let admission = try await house.present(1, as: 11, at: House.nine + .hours(1), direction: .exit)
        #expect(admission.decision.admits)
        #expect(admission.decision.code == (known ? .exit : .exitUnmatched))
        #expect(admission.seat == seat)
        #expect(try await house.seats() == [known ? 1 : 0, 0])
    }

    @Test("staff withdraw one pass or a whole booking", arguments: [true, false])
    func revoked(wholeBooking: Bool) async throws {
        let house = try await House.inMemory()
        let shown = try #require(house.circumstances(1).pass.verified?.id)
        let revocation = Revocation(
            id: House.id(9), target: wholeBooking ? .booking(shown.booking) : .pass(shown), at: House.nine,
            who: "desk:bo", why: "phone lost")
        try await house.store.revoke(revocation)
        try await house.store.revoke(revocation)
        #expect(try await house.present(1).decision.code == .revoked)
        #expect(try await house.present(2).decision.admits)
        let renewed = try await house.present(1, as: 11, at: House.nine + .seconds(30))
        #expect(renewed.decision.admits != wholeBooking)
    }

    @Test("every policy is written once and found with its decisions")
    func policies() async throws {
        var house = try await House.inMemory()
        _ = try await house.present(1)
        _ = try await house.present(2)
        house.policy.printedPasses = true
        _ = try await house.present(3)
        var policies: [Bool?] = []
        try await house.store.forEachDecision { stored in
            if case .kept(_, _, let policy) = stored.evidence { policies.append(policy.printedPasses) }
        }
        #expect(policies == [false, false, true])
    }

    @Test("replaying the stored facts gives the stored decisions")
    func replayFindsNoDifference() async throws {
        let house = try await House.inMemory(patrons: 20, cap: 5)
        for number in 1...20 {
            let admission = try await house.present(number)
            if let seat = admission.seat, number.isMultiple(of: 2) {
                _ = try await house.store.passedIn(seat, at: House.nine)
            }
        }
        var seen = 0
        try await house.store.forEachDecision { stored in
            guard case .kept(let decision, let facts, let policy) = stored.evidence else { return }
            seen += 1
            #expect(decideAdmission(facts, under: policy) == decision)
        }
        #expect(seen == 20)
    }
}
