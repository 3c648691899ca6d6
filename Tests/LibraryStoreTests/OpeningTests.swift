import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("opening a store")
struct OpeningTests {
    @Test("an empty file becomes a store, and opening it again changes nothing")
    func migrations() throws {
        let folder = try StoreFolder()
        try folder.open().close()
        let other = try OtherProgram(folder.path())
        let migrations = try other.texts("SELECT identifier FROM grdb_migrations", column: "identifier")
        #expect(migrations.count == 7)
        let tables = try other.texts(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", column: "name")
        #expect(tables.filter { !$0.hasPrefix("grdb_") } == [
            "access_token", "account", "act_submission", "appeal", "booking", "booking_tally", "daily_count", "hourly_count", "house_fault",
            "lane_event", "lane_standing", "occupancy_sample", "opening_exception", "pass_use", "patron", "policy", "presentation", "revocation", "session",
            "setting", "staff", "staff_act", "staff_session", "staged_import", "staged_row", "submission", "unmatched_exit", "violation", "visit",
        ])
        try folder.open().close()
        #expect(try other.texts("SELECT identifier FROM grdb_migrations", column: "identifier") == migrations)
    }

    @Test("a store opened with the defaults waits for the disk at every commit")
    func durable() async throws {
        let folder = try StoreFolder()
        let store = try SQLiteStore(path: folder.path())
        // Refuses where commits do not wait.
        try await store.probe()
        #expect(try await store.troubles().isEmpty)
        let mode = try OtherProgram(folder.path()).texts("PRAGMA journal_mode", column: "journal_mode")
        #expect(mode == ["wal"])
    }

    @Test("a store that another program holds at the start refuses everything at once, and is opened once it can be")
    func late() async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        let refused = #expect(throws: StoreError.self) { try folder.open { $0.busyTimeout = .milliseconds(20) } }
        #expect(refused?.code == .locked)
        let store = try folder.open { ($0.busyTimeout, $0.openedLate) = (.milliseconds(20), {}) }
        #expect(store.openingProblem?.code == .locked)
        for _ in 1...2 {
            await #expect { try await store.probe() } throws: { ($0 as? StoreError)?.code == .locked }
            await #expect(throws: StoreError.self) { _ = try await store.booking(House.booking(1)) }
        }
        try other.run("ROLLBACK")
        try await store.isOpenAtLast()
        #expect(try await store.booking(House.booking(1)) != nil)
        try store.close()
    }

    @Test("a gate that waits for its store begins none in its place, such as on a disk that was taken away, and finds it again")
    func takenAway() async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        let (heard, hear) = AsyncStream.makeStream(of: Void.self)
        let store = try folder.open { ($0.busyTimeout, $0.openedLate) = (.milliseconds(20), { hear.yield() }) }
        for ending in ["", ".id"] { try FileManager.default.moveItem(atPath: folder.path() + ending, toPath: folder.path("away") + ending) }
        for _ in 0..<6000 where store.openingProblem?.code != .lost {
            try? await store.probe()
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(store.openingProblem?.code == .lost)
        #expect(try folder.files().keys.allSatisfy { !["gatehouse.sqlite", "gatehouse.sqlite.id"].contains($0) })
        try other.run("ROLLBACK")
        for ending in ["", ".id"] { try FileManager.default.moveItem(atPath: folder.path("away") + ending, toPath: folder.path() + ending) }
        try await store.isOpenAtLast()
        #expect(try await store.booking(House.booking(1)) != nil)
        var told = heard.makeAsyncIterator()
        #expect(await told.next() != nil)
        try store.close()
    }

    @Test("damage is no end of a start, and stays as it is; a store that never opened can be closed")
    func neverOpened() async throws {
        let folder = try StoreFolder()
        try Data(repeating: 65, count: 9000).write(to: URL(fileURLWithPath: folder.path()))
        let junk = try folder.open { $0.openedLate = {} }
        #expect(junk.openingProblem?.code == .damaged)
        await #expect(throws: StoreError.self) { try await junk.probe() }
        try junk.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path())) == Data(repeating: 65, count: 9000))
        try await folder.using("held.sqlite") { try await $0.fill(1) }
        let other = try OtherProgram(folder.path("held.sqlite"))
        try other.run("BEGIN IMMEDIATE")
        let store = try folder.open("held.sqlite") { ($0.busyTimeout, $0.openedLate) = (.milliseconds(20), {}) }
        try store.close()
        try other.run("ROLLBACK")
        await #expect(throws: StoreError.self) { try await store.probe() }
    }

    @Test("each probe really writes: what is written over itself asks nothing of the disk")
    func probes() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        var last = 0
        for _ in 1...5 {
            try await store.probe()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path() + "-wal")).count
            #expect(bytes > last)
            last = bytes
        }
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
        SELECT visit.* FROM visit LEFT JOIN booking ON booking.id = visit.booking
        WHERE visit.patron = 'x' AND visit.state IN ('reserved', 'inside')
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
            try await store.rememberTime(vouched(House.nine))
            try await store.rememberTime(vouched(House.nine + .seconds(60)))
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

    @Test("what staff did and who was inside before there was a desk is still there after it came")
    func beforeTheDesk() async throws {
        let folder = try StoreFolder()
        do {
            let house = House(try folder.open())
            try await house.fill(2)
            try await house.enter(1)
            _ = try await house.present(2)
        }
        let other = try OtherProgram(folder.path())
        try other.run(
            """
            DELETE FROM grdb_migrations WHERE identifier IN ('5 desk', '7 history');
            DROP INDEX visit_open_by_patron; DROP INDEX booking_used_by_patron; DROP INDEX violation_counting_by_patron;
            DROP INDEX unmatched_exit_settled; DROP TABLE booking_tally; DROP TABLE staged_row; DROP TABLE staged_import;
            ALTER TABLE visit DROP COLUMN patron;
            DROP TABLE staff_session; DROP TABLE staff; DROP TABLE act_submission; DROP TABLE hourly_count;
            DROP INDEX presentation_by_campus; DROP TABLE staff_act;
            CREATE TABLE staff_act (id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32), at BIGINT NOT NULL,
                lane TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, why TEXT NOT NULL,
                needed SMALLINT NOT NULL CHECK (needed IN (0, 1)));
            INSERT INTO staff_act VALUES ('\(House.id(1))', 5, 'east-in', 'button:east-in', 'release_one', 'pressed', 1);
            """)
        let house = House(try folder.open())
        #expect(try await house.seats() == [1, 1])
        let acts = try await folder.open().acts(ActQuery())
        #expect(acts.map(\.id) == [House.id(1)] && acts[0].deed == .letOneOut && acts[0].lane == House.lane)
        #expect(acts[0].role == nil && acts[0].campus == nil && acts[0].needed && acts[0].why == "pressed")
    }
}
