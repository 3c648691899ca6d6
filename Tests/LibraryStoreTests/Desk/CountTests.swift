import LibraryModel
import LibraryStore
import Testing

@Suite("Counters by the hour, day and month")
struct CountTests {
    private static let day = CivilDate(daysSinceEpoch: 20_778)

    private func texts(_ store: SQLiteStore, _ kinds: [CountQuery.Kind], _ step: CountQuery.Step, of campus: CampusID? = nil) async throws -> [String] {
        let query = CountQuery(
            kinds, of: campus, from: CivilDate(daysSinceEpoch: Self.day.daysSinceEpoch - 1), through: Self.day, by: step)
        return try await store.counts(query).map {
            "\($0.period) \($0.campus?.rawValue ?? 0) \($0.kind.rawValue) \($0.code) \($0.count)"
        }
    }

    @Test("a passage, a refusal and an act are counted in their local hour and day, once each")
    func counted() async throws {
        let desk = try await Desk()
        #expect("\(Self.day)" == "2026-11-21")
        try await desk.house.enter(1)
        try await desk.house.enter(2)
        let target = Revocation.Target.booking(House.booking(3))
        try await desk.store.revoke(Revocation(id: House.id(60), target: target, at: House.nine, who: "x", why: "x"))
        #expect(try await desk.house.present(3).decision.code == .revoked)
        let seat = try await desk.store.inside(at: nil)[0].visit
        for _ in 1...2 { _ = try await desk.store.passedOut(seat, by: desk.house.passage(1, at: House.nine + .minutes(61))) }
        try await desk.act(.recount(House.east, inside: 1), as: 5)
        try await desk.act(.lookUp(House.patron(1)), as: 6)
        let kinds: [CountQuery.Kind] = [.entry, .exit, .refusal, .act, .unneededAct]
        let hours = [
            "2026-11-21T09 0 act look_up 1", "2026-11-21T09 1 act recount 1", "2026-11-21T09 1 entry  2",
            "2026-11-21T09 1 refusal revoked 1", "2026-11-21T09 1 unneeded_act recount 1", "2026-11-21T10 1 exit  1",
        ]
        #expect(try await texts(desk.store, kinds, .hour) == hours)
        #expect(try await texts(desk.store, [.entry, .exit], .day) == ["2026-11-21 1 entry  2", "2026-11-21 1 exit  1"])
        #expect(try await texts(desk.store, [.entry], .month, of: House.east) == ["2026-11 1 entry  2"])
        #expect(try await texts(desk.store, kinds, .hour, of: House.west).isEmpty)
    }

    @Test("twelve months of three thousand visits a day make twelve rows that add up")
    func year() async throws {
        let store = try SQLiteStore(inMemory: .init())
        let last = try #require(CivilDate("2026-10-31"))
        let days = (0..<365).map { CivilDate(daysSinceEpoch: last.daysSinceEpoch - $0) }
        for day in days {
            try await store.add((8..<22).flatMap { hour in
                [(House.east, 120), (House.west, 94)].flatMap { campus, count in
                    [CountQuery.Kind.entry, .exit].map { HourlyCount(campus: campus, day: day, hour: hour, kind: $0, count: count) }
                }
            })
        }
        let query = CountQuery([.entry, .exit], from: try #require(days.last), through: last, by: .month)
        let rows = try await store.counts(query)
        #expect(Set(rows.map(\.period)).count == 12)
        #expect(rows.filter { $0.kind == .entry }.reduce(0) { $0 + $1.count } == 365 * 14 * 214)
        let hourly = try await store.counts(CountQuery([.entry], from: try #require(days.last), through: last, by: .hour))
        #expect(hourly.count == 365 * 14 * 2)
        #expect(hourly.reduce(0) { $0 + $1.count } == 365 * 14 * 214)
    }

    @Test("the curve of a day is what was inside at each instant, recounts and exits without a pass included")
    func curve() async throws {
        let desk = try await Desk()
        try await desk.house.enter(1)
        try await desk.house.enter(2)
        _ = try await desk.store.passedOut(nil, by: desk.house.passage(8, at: House.nine + .minutes(20)))
        try await desk.act(.recount(House.east, inside: 9), as: 1, at: House.nine + .minutes(40))
        let instants = [-10, 10, 30, 50].map { House.nine + .minutes($0) }
        #expect(try await desk.store.inside(House.east, at: instants) == [0, 2, 1, 9])
        #expect(try await desk.store.inside(House.west, at: instants) == [0, 0, 0, 0])
        #expect(try await desk.store.inside(House.east, at: []).isEmpty)
    }

    @Test("counts of the five-minute grid that were taken elsewhere are kept all at once; what is there stays")
    func samples() async throws {
        let store = try SQLiteStore(inMemory: .init())
        let grid = (0..<12).map { House.nine + OccupancySample.grid * $0 }
        try await store.keep(OccupancySample(campus: House.east, at: grid[3], inside: 7, reserved: 1))
        let others = grid.map { OccupancySample(campus: House.east, at: $0, inside: 50, reserved: 0) }
        for _ in 1...2 { try await store.keep(others) }
        let kept = try await store.samples(of: House.east, from: House.nine, until: House.nine + .hours(1))
        #expect(kept.map(\.inside) == [50, 50, 50, 7, 50, 50, 50, 50, 50, 50, 50, 50])
    }
}
