import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("the gate decides on the ledger as it is at the instant of the decode")
struct GateLedgerTests {
    @Test("a no-show that nobody has written down is one at the gate, and is written there")
    func noShow() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:00"))
        let late = BookingDesk.at("09:20:00.001")
        #expect(try await desk.wouldAdmit(1, at: late).code == .tooLate)
        #expect(try await desk.stored(1).state == .booked, "asking writes nothing")
        let admission = try await desk.gate.present(1, at: late)
        #expect(admission.decision.code == .tooLate)
        #expect(admission.facts.records.booking?.state == .noShow)
        #expect(try await desk.stored(1).state == .noShow)
    }

    @Test("violations bar the entry where the policy says so", arguments: [true, false])
    func suspended(bars: Bool) async throws {
        let desk = try await BookingDesk.open { $0.admission.suspensionBarsEntry = bars }
        _ = try await desk.book(1, BookingDesk.request("08:30:00", "09:30:00"))
        _ = try await desk.book(2, BookingDesk.request("10:00:00", "12:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:30:00"))
        for when in [BookingDesk.at("09:45:00"), BookingDesk.at("10:15:00")] {
            #expect(try await desk.wouldAdmit(2, at: when).code == (bars ? .suspended : .entry))
        }
        let admission = try await desk.gate.present(2, at: BookingDesk.at("10:00:00"))
        #expect(admission.facts.records.patron?.suspendedUntil == BookingDesk.at("00:00:00", on: 22))
        #expect(admission.decision.code == (bars ? .suspended : .entry))
    }

    @Test("a suspension without an end bars to the end of time")
    func endless() async throws {
        let desk = try await BookingDesk.open {
            ($0.violations.week, $0.violations.weekLimit) = (.cumulative, 1)
            $0.violations.first = .off
        }
        _ = try await desk.book(1, BookingDesk.request("08:30:00", "09:30:00"))
        _ = try await desk.book(2, BookingDesk.request("10:00:00", "12:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:58:00"))
        let admission = try await desk.gate.present(2, at: BookingDesk.at("10:00:00"))
        #expect(admission.facts.records.patron?.suspendedUntil?.milliseconds == 32_503_680_000_000)
    }

    struct Day: CustomTestStringConvertible {
        let testDescription: String
        var opens = "08:00"
        /// Nil is a closed day.
        var closes: String?
        let code: DecisionCode
    }

    @Test("a dated exception replaces the hours that the gate was configured with, and the facts say so", arguments: [
        Day(testDescription: "a closed day", code: .closed),
        Day(testDescription: "an early closing", closes: "09:00", code: .closed),
        Day(testDescription: "a late opening", opens: "09:30", closes: "22:00", code: .closed),
        Day(testDescription: "longer hours", closes: "23:00", code: .entry),
    ])
    func exception(row: Day) async throws {
        let desk = try await BookingDesk.open()
        _ = try await desk.store.importBookings([House.bookingRow(1)], at: BookingDesk.at("08:00:00"))
        // While the clock is not trusted nothing is released, so the gate alone is asked.
        _ = try await desk.store.except(
            try BookingDesk.exception(row.opens, row.closes), at: BookingDesk.untrusted(BookingDesk.at("08:00:00")),
            under: desk.terms)
        #expect(try await desk.wouldAdmit(1, at: House.nine).code == row.code)
        let admission = try await desk.gate.present(1)
        #expect(admission.decision.code == row.code)
        #expect(admission.facts.circumstances.opening == row.closes.map { closes in
            Opening(opens: BookingDesk.at("\(row.opens):00"), closes: BookingDesk.at("\(closes):00"))
        })
        #expect(decideAdmission(admission.facts, under: desk.gate.policy) == admission.decision)
    }

    @Test("what the gate would say is what it then says", arguments: [
        "08:39:59.999", "08:40:00.000", "09:20:00.000", "09:20:00.001", "11:00:00.000", "23:00:00.000",
    ])
    func wouldAdmit(time: String) async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(2)
        _ = try await desk.cancel(2, patron: 2, at: BookingDesk.at("08:30:00"))
        try await desk.settle(at: BookingDesk.at(time) - .seconds(1))
        for number in 1...3 {
            let asked = try await desk.wouldAdmit(number, at: BookingDesk.at(time))
            #expect(try await desk.store.recentDecisions(limit: 10).count == number - 1)
            #expect(try await desk.gate.present(number, at: BookingDesk.at(time)).decision == asked)
        }
    }

    @Test("a continued stay is seen before anybody has written it down")
    func continued() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        _ = try await desk.book(2, BookingDesk.request("11:00:00", "13:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        try await desk.gate.enter(1)
        try await desk.watch(from: House.nine, until: BookingDesk.at("10:59:00"))
        let time = BookingDesk.at("11:00:02")
        #expect(try await desk.wouldAdmit(2, at: time).code == .alreadyIn)
        let admission = try await desk.gate.present(2, at: time)
        #expect(admission.decision.code == .alreadyIn)
        #expect(admission.facts.records.visit?.booking == House.booking(2))
        #expect(admission.facts.records.booking?.state == .inUse)
    }

    @Test("without terms the gate takes the ledger as it stands")
    func withoutTerms() async throws {
        let house = try await House.inMemory(patrons: 1)
        let late = House.nine + .minutes(21)
        #expect(try await house.present(1, at: late).decision.code == .tooLate)
        #expect(try await house.store.booking(House.booking(1))?.state == .booked)
    }
}

extension BookingDesk {
    /// What the gate would say to the pass of a booking.
    func wouldAdmit(_ booking: Int, at time: WallTime) async throws -> Decision {
        try await store.wouldAdmit(gate.circumstances(booking, at: time), under: gate.policy)
    }
}
