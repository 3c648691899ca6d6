import Foundation
import LibraryModel
import LibraryStore
import Synchronization
import Testing

@Suite("how full it was, and who may ask")
struct SampleTests {
    private static let east = CampusID(rawValue: 1)
    private static let nine = WallTime(milliseconds: 1_795_222_800_000)
    private let folder: StoreFolder
    private let store: SQLiteStore

    init() throws {
        folder = try StoreFolder()
        store = try folder.open()
    }

    private func sample(_ minutes: Int, inside: Int = 5, reserved: Int = 1, campus: CampusID = east) -> OccupancySample {
        OccupancySample(campus: campus, at: Self.nine + .minutes(minutes), inside: inside, reserved: reserved)
    }

    @Test("an instant is moved back onto the grid of five minutes", arguments: [(0, 0), (1, 0), (4, 0), (5, 5), (64, 60)])
    func grid(_ row: (minutes: Int, on: Int)) {
        #expect(sample(row.minutes).at == Self.nine + .minutes(row.on))
        #expect(OccupancySample(campus: Self.east, at: sample(row.minutes).at, inside: 5, reserved: 1) == sample(row.minutes))
    }

    @Test("the first count of an instant stays, and a span has its begin and not its end")
    func kept() async throws {
        for minutes in [0, 5, 10] { try await store.keep(sample(minutes, inside: minutes)) }
        try await store.keep(sample(5, inside: 99))
        try await store.keep(sample(5, campus: CampusID(rawValue: 2)))
        let found = try await store.samples(of: Self.east, from: Self.nine, until: Self.nine + .minutes(10))
        #expect(found == [sample(0, inside: 0), sample(5, inside: 5)])
        #expect(try await folder.open().samples(of: Self.east, from: Self.nine, until: Self.nine + .hours(1)).count == 3)
    }

    @Test("counts are kept for 400 days")
    func retention() async throws {
        try await store.keep(sample(0))
        try await store.keep(sample(5))
        let later = Self.nine + .hours(24 * 400) + .minutes(5)
        #expect(try await store.sweep(at: vouched(later), keeping: RetentionPolicy()).samples == 1)
        #expect(try await store.samples(of: Self.east, from: Self.nine, until: later).map(\.at) == [Self.nine + .minutes(5)])
    }

    @Test("a store that fails says so, and one that keeps no samples too")
    func faulty() async throws {
        let faulty = FaultyStore(store)
        try await faulty.keep(sample(0))
        faulty.fail(.diskFull)
        await #expect(throws: StoreError.self) { try await faulty.keep(sample(5)) }
        await #expect(throws: StoreError.self) {
            try await faulty.samples(of: Self.east, from: Self.nine, until: Self.nine + .hours(1))
        }
        faulty.heal()
        #expect(try await faulty.samples(of: Self.east, from: Self.nine, until: Self.nine + .hours(1)).count == 1)
    }

    @Test("the database refuses a count off the grid, below zero, or of no campus", arguments: [
        "(1, 1795222800001, 0, 0)", "(1, 1795222800000, -1, 0)", "(1, 1795222800000, 0, -1)", "(24, 1795222800000, 0, 0)",
    ])
    func constraints(_ values: String) throws {
        let other = try OtherProgram(folder.path())
        #expect(throws: (any Error).self) {
            try other.run("INSERT INTO occupancy_sample (campus, at, inside, reserved) VALUES \(values)")
        }
    }

    @Test("every question about samples uses an index", arguments: [
        "SELECT * FROM occupancy_sample WHERE campus = 1 AND at >= 1 AND at < 2 ORDER BY at LIMIT 1000",
        "SELECT campus, at FROM occupancy_sample WHERE at < 1 LIMIT 500",
    ])
    func indexes(_ sql: String) throws {
        let plan = try OtherProgram(folder.path()).texts("EXPLAIN QUERY PLAN \(sql)", column: "detail")
        #expect(!plan.isEmpty && plan.allSatisfy { $0.contains("INDEX") && !$0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test("tokens of before stay, withdrawn ones withdrawn, and their names and secrets as they were")
    func migration() async throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let other = try OtherProgram(folder.path())
        try other.run(Self.undoing)
        try other.run("""
            INSERT INTO access_token VALUES ('aa', 'east', 'kiosk', 5, NULL);
            INSERT INTO access_token VALUES ('bb', 'east', 'import', 4, 6);
            """)
        let store = try folder.open()
        #expect(try await store.tokens() == [AccessToken(name: "east", scope: .kiosk, hash: "aa", madeAt: WallTime(milliseconds: 5))])
        #expect(try await store.token(hash: "bb") == nil)
        let status = AccessToken(name: "grafana", scope: .status, hash: "cc", madeAt: Self.nine)
        try await store.add(status)
        #expect(try await store.token(hash: "cc") == status)
        await #expect(throws: StoreError.self) {
            try await store.add(AccessToken(name: "east", scope: .status, hash: "dd", madeAt: Self.nine))
        }
    }

    /// Takes the fourth migration back.
    private static let undoing = """
        DROP TABLE occupancy_sample;
        DROP TABLE access_token;
        CREATE TABLE access_token (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) BETWEEN 1 AND 200),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
            scope TEXT NOT NULL CHECK (scope IN ('import', 'kiosk')),
            made_at BIGINT NOT NULL,
            withdrawn_at BIGINT
        );
        CREATE UNIQUE INDEX access_token_by_name ON access_token (name) WHERE withdrawn_at IS NULL;
        DELETE FROM grdb_migrations WHERE identifier = '4 status';
        """

    @Test("whoever wants to hears how long each call took, and whether it failed")
    func timing() async throws {
        let heard = Heard()
        let store = try folder.open("timed.sqlite") { options in
            options.timing = StoreTiming(now: { heard.clock() }, note: { heard.note($0, $1, $2) })
        }
        _ = try await store.tokens()
        await #expect(throws: StoreError.self) {
            for _ in 1...2 { try await store.add(AccessToken(name: "x", scope: .kiosk, hash: "x", madeAt: Self.nine)) }
        }
        #expect(heard.all == ["tokens 1 ms", "add token 1 ms", "add token 1 ms failed"])
    }
}

/// What a store told of its times, by a clock that goes on a millisecond each time it is read.
private final class Heard: Sendable {
    private let state = Mutex<(now: Int64, all: [String])>((0, []))

    var all: [String] { state.withLock { $0.all } }

    func clock() -> Instant {
        state.withLock { state in
            state.now += 1_000_000
            return Instant(nanoseconds: state.now)
        }
    }

    func note(_ operation: String, _ took: Duration, _ failed: Bool) {
        state.withLock { $0.all.append("\(operation) \(took.inMilliseconds) ms\(failed ? " failed" : "")") }
    }
}
