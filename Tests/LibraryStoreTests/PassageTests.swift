import LibraryModel
import LibraryStore
import Testing

@Suite("occupancy is what the visits say")
struct PassageTests {
    @Test("reserve, pass, leave: the seat is held, taken and free again")
    func life() async throws {
        let house = try await House.inMemory()
        let seat = try #require(try await house.present(1).seat)
        #expect(try await house.seats() == [0, 1])
        #expect(try await house.store.passedIn(seat, at: House.nine) == .changed)
        #expect(try await house.seats() == [1, 0])
        #expect(try await house.store.booking(House.booking(1))?.state == .inUse)
        #expect(try await house.store.passedOut(seat, by: house.passage(1)) == .matched)
        #expect(try await house.seats() == [0, 0])
        #expect(try await house.store.booking(House.booking(1))?.state == .completed)
    }

    @Test("a repeat of any report counts once")
    func repeats() async throws {
        let house = try await House.inMemory()
        let seat = try await house.enter(1)
        #expect(try await house.store.passedIn(seat, at: House.nine) == .unchanged)
        let stranger = house.passage(20)
        #expect(try await house.store.passedInUnmatched(stranger, cause: .override) == .changed)
        #expect(try await house.store.passedInUnmatched(stranger, cause: .override) == .unchanged)
        #expect(try await house.seats() == [2, 0])
        #expect(try await house.store.passedOut(nil, by: house.passage(30)) == .anonymous)
        #expect(try await house.store.passedOut(nil, by: house.passage(30)) == .repeated)
        #expect(try await house.store.passedOut(seat, by: house.passage(31)) == .matched)
        #expect(try await house.store.passedOut(seat, by: house.passage(31)) == .repeated)
        #expect(try await house.seats() == [0, 0])
        let day = try #require(CivilDate("2026-11-21"))
        let counts = try await house.store.dailyCounts(of: House.east, from: day, through: day)
        #expect(counts == [
            DailyCount(day: day, kind: .entries, count: 2), DailyCount(day: day, kind: .exits, count: 2),
        ])
    }

    @Test("a time-out gives the seat back; the passage that comes after it still counts")
    func latePassage() async throws {
        let house = try await House.inMemory()
        let seat = try #require(try await house.present(1).seat)
        #expect(try await house.store.gaveBack(seat, at: House.nine, why: .timedOut) == .changed)
        #expect(try await house.store.gaveBack(seat, at: House.nine, why: .timedOut) == .unchanged)
        #expect(try await house.seats() == [0, 0])
        #expect(try await house.store.passedIn(seat, at: House.nine) == .changed)
        #expect(try await house.seats() == [1, 0])
        #expect(try await house.store.gaveBack(seat, at: House.nine, why: .timedOut) == .noSuchSeat)
        #expect(try await house.seats() == [1, 0])
    }

    @Test("a late passage on a seat whose booking holds another one is not counted twice")
    func latePassageAfterNewSeat() async throws {
        let house = try await House.inMemory()
        let old = try #require(try await house.present(1).seat)
        _ = try await house.store.gaveBack(old, at: House.nine, why: .timedOut)
        _ = try await house.present(1, as: 11)
        #expect(try await house.store.passedIn(old, at: House.nine) == .noSuchSeat)
        #expect(try await house.seats() == [0, 1])
    }

    @Test("a seat that never was is said to be none")
    func unknownSeat() async throws {
        let house = try await House.inMemory()
        #expect(try await house.store.passedIn(House.id(99), at: House.nine) == .noSuchSeat)
        #expect(try await house.store.gaveBack(House.id(99), at: House.nine, why: .laneFault) == .noSuchSeat)
        #expect(try await house.store.passedOut(House.id(99), by: house.passage(1)) == .nobodyInside)
    }

    @Test("an exit without a pass ends a visit without a booking first, then lowers the count, never below zero")
    func unmatchedExits() async throws {
        let house = try await House.inMemory()
        try await house.enter(1)
        _ = try await house.store.passedInUnmatched(house.passage(20), cause: .free)
        var departures: [Departure] = []
        for number in 30...32 { departures.append(try await house.store.passedOut(nil, by: house.passage(number))) }
        #expect(departures == [.anonymous, .uncounted, .nobodyInside])
        #expect(try await house.seats() == [0, 0])
    }

    @Test("an unmatched exit followed by the matched one of the same visit does not hide the next patron")
    func surplusIsSettled() async throws {
        let house = try await House.inMemory()
        let seat = try await house.enter(1)
        #expect(try await house.store.passedOut(nil, by: house.passage(30)) == .uncounted)
        #expect(try await house.store.passedOut(seat, by: house.passage(31)) == .matched)
        try await house.enter(2)
        #expect(try await house.seats() == [1, 0])
    }

    @Test("the closing reset ends the visits inside and forgets unmatched exits; held seats stay")
    func closing() async throws {
        let house = try await House.inMemory(patrons: 4)
        for number in 1...2 { try await house.enter(number) }
        _ = try await house.present(3)
        _ = try await house.store.passedOut(nil, by: house.passage(30))
        #expect(try await house.store.closeDay(of: House.east, begunBefore: House.nine + .hours(13), at: vouched(House.nine + .hours(13))) == 2)
        #expect(try await house.seats() == [0, 1])
        try await house.enter(4)
        #expect(try await house.seats() == [1, 1])
    }

    @Test("who leaves after the closing reset is matched and changes no count")
    func leavesAfterClosing() async throws {
        let house = try await House.inMemory()
        let seat = try await house.enter(1)
        _ = try await house.store.closeDay(of: House.east, begunBefore: House.nine + .hours(13), at: vouched(House.nine + .hours(13)))
        #expect(try await house.store.passedOut(seat, by: house.passage(30)) == .matched)
        #expect(try await house.seats() == [0, 0])
        #expect(try await house.store.booking(House.booking(1))?.state == .completed)
    }

    @Test("one campus does not count another's visits")
    func campuses() async throws {
        let house = try await House.inMemory()
        try await house.enter(1)
        #expect(try await house.store.occupancy(of: House.west, cap: 250).taken == 0)
    }

    @Test("held seats are found after a restart")
    func openSeats() async throws {
        let folder = try StoreFolder()
        do {
            let house = House(try folder.open())
            try await house.fill(3)
            _ = try await house.present(1)
            _ = try await house.present(2, at: House.nine + .seconds(1))
            try await house.enter(3)
        }
        let store = try folder.open()
        let seats = try await store.openSeats()
        #expect(seats.map(\.booking) == [House.booking(1), House.booking(2)])
        #expect(seats.map(\.lane) == [House.lane, House.lane])
        #expect(seats.map(\.gate) == [House.gate, House.gate])
    }
}
