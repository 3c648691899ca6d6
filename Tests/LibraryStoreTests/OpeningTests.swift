import LibraryModel
import LibraryStore
import Testing

@Suite("opening a store")
struct OpeningTests {
    @Test("an empty file becomes a store, and opening it again changes nothing")
    func migrations() async throws {
        let folder = try StoreFolder()
        let first = await (try folder.open()).health()
        #expect(first.schemaVersion == 4)
        #expect(first.problems.isEmpty)
        let tables = try OtherProgram(folder.path()).texts(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", column: "name")
        #expect(tables.filter { !$0.hasPrefix("grdb_") } == [
            "access_token", "account", "appeal", "booking", "daily_count", "house_fault", "lane_event",
            "occupancy_sample", "opening_exception", "pass_use", "patron", "policy", "presentation", "revocation", "session", "setting",
            "staff_act", "submission", "unmatched_exit", "violation", "visit",
        ])
        #expect(await (try folder.open()).health().schemaVersion == 4)
    }

    @Test("a store opened with the defaults waits for the disk at every commit")
    func durable() async throws {
        let folder = try StoreFolder()
        let store = try SQLiteStore(path: folder.path())
        let health = await store.health()
        #expect(health.durable)
        #expect(health.writable)
        #expect(health.problems.isEmpty)
        #expect((health.freeBytes ?? 0) > 0)
        #expect(health.storeBytes > 0)
        #expect(health.journalBytes > 0)
        let mode = try OtherProgram(folder.path()).texts("PRAGMA journal_mode", column: "journal_mode")
        #expect(mode == ["wal"])
    }

    @Test("the names of patrons stand in one table, and coordinates in none")
    func personalData() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(1)
        try await house.enter(1)
        let other = try OtherProgram(folder.path())
        let kept = try other.texts("SELECT facts || decision AS text FROM presentation", column: "text")
        #expect(kept.count == 1)
        #expect(kept.allSatisfy { !$0.contains("anna") && !$0.contains("latitude") && !$0.contains("longitude") })
    }

    @Test("the admission looks rows up by index, never through a whole table", arguments: [
        "SELECT COUNT(*) FROM visit WHERE campus = 1 AND state = 'inside' AND state IN ('reserved', 'inside')",
        """
        SELECT visit.* FROM visit LEFT JOIN booking ON booking.id = visit.booking
        WHERE visit.booking = 'x' AND visit.state IN ('reserved', 'inside')
        """,
        """
        SELECT visit.* FROM booking JOIN visit ON visit.booking = booking.id
        WHERE booking.patron = 'x' AND visit.state IN ('reserved', 'inside')
        """,
        "SELECT id FROM visit WHERE gate = 'x' AND state = 'reserved'",
        "SELECT id FROM unmatched_exit WHERE campus = 1 AND settled_at IS NULL",
        "SELECT state FROM pass_use WHERE booking = 'x' AND issued_at = 1",
        "SELECT id FROM revocation WHERE booking = 'x' AND (issued_at IS NULL OR issued_at = 1)",
        "SELECT id FROM presentation WHERE lane = 'x' ORDER BY id DESC LIMIT 1",
        "SELECT id FROM presentation WHERE facts IS NOT NULL AND at < 1 LIMIT 500",
    ])
    func indexes(sql: String) throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let plan = try OtherProgram(folder.path()).texts("EXPLAIN QUERY PLAN \(sql)", column: "detail")
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") && !$0.contains("TEMP B-TREE") })
    }

    @Test("the last trusted time outlives a restart")
    func time() async throws {
        let folder = try StoreFolder()
        do {
            let store = try folder.open()
            #expect(try await store.lastKnownTime() == nil)
            try await store.rememberTime(House.nine)
            try await store.rememberTime(House.nine + .seconds(60))
        }
        #expect(try await folder.open().lastKnownTime() == House.nine + .seconds(60))
    }

    @Test("staff acts and lane events are kept once, and cut to size")
    func events() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let act = OverrideRecord(
            id: House.id(1), at: House.nine, lane: House.lane, who: "button:east-in", action: "open_entry",
            why: String(repeating: "为", count: 600), needed: true)
        let event = LaneEventRecord(
            id: House.id(2), at: House.nine, gate: House.gate, lane: House.lane, kind: "forced_entry",
            detail: "one passage while shut")
        for _ in 1...2 {
            try await store.record(act)
            try await store.record(event)
        }
        let other = try OtherProgram(folder.path())
        #expect(try other.texts("SELECT who || ' ' || length(why) || ' ' || needed AS text FROM staff_act", column: "text")
            == ["button:east-in 500 1"])
        #expect(try other.texts("SELECT kind FROM lane_event", column: "kind") == ["forced_entry"])
    }
}
