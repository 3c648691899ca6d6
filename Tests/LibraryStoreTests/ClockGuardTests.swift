import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("what cannot be undone happens near the last written time only, whoever asks")
struct ClockGuardTests {
    private static let later = BookingDesk.at("08:00:00") + .hours(24 * 400)

    /// A house that wrote its time at eight, with a booking that is to come and a decision.
    private func house() async throws -> BookingDesk {
        let desk = try await BookingDesk.open()
        try await desk.fill(2)
        _ = try await desk.gate.present(1)
        try await desk.settle(at: House.nine)
        return desk
    }

    private func accept(_ desk: BookingDesk, at time: WallTime) async throws {
        let act = OverrideRecord(
            id: House.id(77, 7), at: time, lane: nil, who: "anna", action: DeskDeed.acceptClock.rawValue,
            why: "compared with a phone", needed: true)
        let doubt = try await desk.store.accept(ClockReading(time: time, trust: .untrusted(lastKnown: House.nine)), by: act)
        #expect(doubt?.canBeAccepted == true)
    }

    @Test("a clock that is near the last written time needs nobody's word, and one that nothing keeps gets none")
    func needless() async throws {
        let desk = try await house()
        let near = House.nine + .hours(1)
        let act = OverrideRecord(
            id: House.id(77, 8), at: near, lane: nil, who: "anna", action: DeskDeed.acceptClock.rawValue, why: "?", needed: true)
        #expect(try await desk.store.accept(ClockReading(time: near, trust: .trusted), by: act) == nil)
        let kept = ClockReading(time: near, trust: .untrusted(lastKnown: House.nine))
        #expect(try await desk.store.accept(kept, by: act) == .notSynchronised)
        #expect(try await desk.store.act(House.id(77, 8)) == nil)
        #expect(try await desk.store.lastKnownTime() == House.nine)
    }

    @Test("a sweep 400 days ahead deletes nothing")
    func sweep() async throws {
        let desk = try await house()
        await #expect { _ = try await desk.store.sweep(at: vouched(Self.later), keeping: RetentionPolicy()) } throws: {
            ($0 as? StoreError)?.code == .clockDoubted
        }
        #expect(try await desk.store.booking(House.booking(2)) != nil)
        #expect(try await desk.store.recentDecisions(limit: 10).count == 1)
    }

    @Test("once staff have accepted the clock it deletes what is old, and who and why are written")
    func accepted() async throws {
        let desk = try await house()
        try await accept(desk, at: Self.later)
        #expect(try await desk.store.sweep(at: vouched(Self.later), keeping: RetentionPolicy()).decisions == 1)
        let act = try #require(try await desk.store.act(House.id(77, 7)))
        #expect(act.deed == .acceptClock && act.who == "anna" && act.why == "compared with a phone")
    }

    @Test("a day is closed by no clock that is far away either", arguments: [24 * 400, -3])
    func closeDay(hours: Int) async throws {
        let desk = try await house()
        _ = try await desk.gate.enter(2)
        let time = House.nine + .hours(hours)
        await #expect { _ = try await desk.store.closeDay(of: House.east, begunBefore: time, at: vouched(time)) } throws: {
            ($0 as? StoreError)?.code == .clockDoubted
        }
        #expect(try await desk.gate.seats()[0] == 1)
    }

    @Test("the desk accepts a clock that is far away, once, and none that is believed or that nobody keeps")
    func desk() async throws {
        let desk = try await house()
        func outcome(_ number: Int, _ clock: ClockReading) async throws -> ActOutcome {
            try await desk.store.perform(.acceptClock, by: Desk.slip(number, at: clock.time), at: clock, under: desk.terms)
        }
        #expect(try await outcome(1, BookingDesk.trusted(House.nine)) == .refused(.alreadySo))
        #expect(try await outcome(2, BookingDesk.untrusted(House.nine)) == .refused(.clockUntrusted))
        guard case .done(let act, false) = try await outcome(3, BookingDesk.untrusted(Self.later)) else {
            Issue.record("it was not accepted")
            return
        }
        #expect(act.deed == .acceptClock && !act.canBeUndone)
        #expect(try await desk.store.lastKnownTime() == Self.later)
    }

    @Test("what passed until it was accepted is a gap, and nobody missed anything in it")
    func gap() async throws {
        let desk = try await house()
        try await accept(desk, at: Self.later)
        try await desk.settle(at: Self.later + .seconds(5))
        #expect(try await desk.violations(at: Self.later + .seconds(5)).isEmpty)
        #expect(try await desk.faults().contains { $0.kind == .notRunning && $0.from == House.nine && $0.until == Self.later + .seconds(5) })
    }
}
