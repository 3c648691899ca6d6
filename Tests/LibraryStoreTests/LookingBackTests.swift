import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("looking back and letting go")
struct LookingBackTests {
    @Test("decisions come newest first, of a lane or of all, and no more than asked")
    func recent() async throws {
        let house = try await House.inMemory(patrons: 5)
        let other = LaneID(rawValue: "east-in-2")
        for number in 1...4 { _ = try await house.present(number, lane: number == 4 ? other : House.lane) }
        let recent = try await house.store.recentDecisions(limit: 3)
        #expect(recent.map(\.booking) == [House.booking(4), House.booking(3), House.booking(2)])
        #expect(try await house.store.lastDecision(at: House.lane)?.booking == House.booking(3))
        #expect(try await house.store.lastDecision(at: LaneID(rawValue: "none")) == nil)
        #expect(try await house.store.recentDecisions(limit: -1).isEmpty)
    }

    @Test("a replay walks through all decisions once, page after page")
    func pages() async throws {
        let house = try await House.inMemory(patrons: 1)
        let count = StoreLimits.page + 3
        for number in 1...count { _ = try await house.present(1, as: number) }
        var seen: [RecordID] = []
        try await house.store.forEachDecision { seen.append($0.id) }
        #expect(seen == (1...count).map { House.id($0, 1) })
        var rest = 0
        try await house.store.forEachDecision(after: House.id(count - 2, 1)) { _ in rest += 1 }
        #expect(rest == 2)
    }

    @Test("passages and refusals are counted by the local day")
    func daily() async throws {
        let house = try await House.inMemory(patrons: 3, cap: 1)
        try await house.enter(1)
        for number in 2...3 { _ = try await house.present(number) }
        _ = try await house.store.passedInUnmatched(
            house.passage(50, at: House.nine + .hours(15)), cause: .override)
        let first = try #require(CivilDate("2026-11-21"))
        let last = try #require(CivilDate("2026-11-22"))
        let counts = try await house.store.dailyCounts(of: House.east, from: first, through: last)
        #expect(counts == [
            DailyCount(day: first, kind: .entries, count: 1), DailyCount(day: first, kind: .refusals(.full), count: 2),
            DailyCount(day: last, kind: .entries, count: 1),
        ])
    }

    @Test("bookings of a campus are listed by their start")
    func bookings() async throws {
        let house = try await House.inMemory(patrons: 3)
        let listed = try await house.store.bookings(at: House.east, from: House.nine, until: House.nine + .seconds(1))
        #expect(listed.map(\.id) == (1...3).map(House.booking))
        #expect(try await house.store.bookings(at: House.east, from: House.nine - .hours(1), until: House.nine).isEmpty)
    }

    /// One row of the table: days after the visit, and what is left then.
    struct Age: CustomTestStringConvertible {
        let days: Int
        let facts: Bool
        let decisions: Int
        let bookings: Int
        let usedPass: Bool
        var testDescription: String { "after \(days) days" }
    }

    @Test("facts go after 30 days, used passes after 2, the rest after 180", arguments: [
        Age(days: 1, facts: true, decisions: 2, bookings: 2, usedPass: true),
        Age(days: 3, facts: true, decisions: 2, bookings: 2, usedPass: false),
        Age(days: 31, facts: false, decisions: 2, bookings: 2, usedPass: false),
        Age(days: 181, facts: false, decisions: 0, bookings: 1, usedPass: false),
    ])
    func sweep(age: Age) async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(2)
        let seat = try await house.enter(1)
        _ = try await house.store.passedOut(seat, by: house.passage(1))
        try await house.enter(2)
        let now = House.nine + .hours(24 * age.days + 3)
        _ = try await house.store.sweep(at: vouched(now), keeping: RetentionPolicy())
        let stored = try await house.store.decisions(after: nil, limit: 10)
        #expect(stored.count == age.decisions)
        #expect(stored.allSatisfy { ($0.evidence != .swept) == age.facts })
        let bookings = try await house.store.bookings(at: House.east, from: House.nine, until: House.nine + .hours(1))
        #expect(bookings.count == age.bookings, "a booking whose visit is still open stays")
        let uses = try OtherProgram(folder.path()).texts("SELECT state FROM pass_use", column: "state")
        #expect(uses.count == (age.usedPass ? 2 : 1))
        #expect(try await house.seats() == [1, 0])
        let day = try #require(CivilDate("2026-11-21"))
        #expect(try await house.store.dailyCounts(of: House.east, from: day, through: day).count == 2)
    }

    @Test("a sweep of many rows goes through in batches and counts them all")
    func batches() async throws {
        let house = try await House.inMemory(patrons: 1)
        let count = 2 * StoreLimits.sweepBatch + 1
        for number in 1...count { _ = try await house.present(1, as: number) }
        let counts = try await house.store.sweep(at: vouched(House.nine + .hours(24 * 40)), keeping: RetentionPolicy())
        #expect(counts.facts == count)
        #expect(counts.decisions == 0)
    }
}
