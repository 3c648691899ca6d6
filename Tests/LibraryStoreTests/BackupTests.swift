import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("copies of a store")
struct BackupTests {
    @Test("a copy made beside a gate is whole, is one file, and holds what was acknowledged before it began")
    func copy() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(40)
        for number in 1...20 { try await house.enter(number) }
        let writer = Task { for number in 21...40 { _ = try await house.present(number) } }
        try StoreCopy(of: folder.path()).make(to: folder.path("copy"))
        try await writer.value
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasPrefix("copy") }
        #expect(names == ["copy"])
        #expect(try await House(folder.open("copy")).seats()[0] == 20)
    }

    @Test("a change that is under way holds up no copy, and no copy a change")
    func beside() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(3)
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        try StoreCopy(of: folder.path()).make(to: folder.path("first"))
        try other.run("ROLLBACK")
        let during = Noticed()
        try StoreCopy(of: folder.path()).make(to: folder.path("second")) { _ in
            try other.run("INSERT INTO setting (key, value) VALUES ('during \(during.next())', '')")
        }
        #expect(during.count > 0)
        #expect(try OtherProgram(folder.path("second")).texts(
            "SELECT key FROM setting WHERE key LIKE 'during%'", column: "key").isEmpty)
    }

    @Test("an index that contradicts its table, which opening passes over, spoils the copy")
    func damagedIndex() async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(50) }
        try OtherProgram(folder.path()).run(
            """
            PRAGMA writable_schema = 1;
            UPDATE sqlite_master SET sql = replace(sql, '(campus, starts_at)', '(campus, ends_at)') WHERE name = 'booking_by_start';
            PRAGMA writable_schema = 0
            """)
        #expect(throws: StoreError.self) { try StoreCopy(of: folder.path()).make(to: folder.path("copy")) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.hasPrefix("copy") })
    }

    @Test("restoring keeps the store that was there, and refuses while somebody has it open")
    func restore() async throws {
        let folder = try StoreFolder()
        try await folder.using { house in
            try await house.fill(2)
            try await house.enter(1)
            try StoreCopy(of: folder.path()).make(to: folder.path("copy"))
            try await house.enter(2)
            let refused = #expect(throws: StoreError.self) {
                try StoreCopy(of: folder.path()).restore(from: folder.path("copy"), mark: "now")
            }
            #expect(refused?.code == .locked)
            #expect(try await house.seats()[0] == 2, "it was open until here")
        }
        let aside = try StoreCopy(of: folder.path()).restore(from: folder.path("copy"), mark: "now")
        #expect(aside == folder.path("gatehouse.sqlite.replaced-now"))
        let terms = try Desk.terms()
        let desk = try await Desk(folder.open { $0.terms = terms }, patrons: 0)
        #expect(try await desk.house.seats()[0] == 1)
        #expect(try await desk.store.countIsKnown(of: House.east) == false, "what came after the copy is not in it")
        try await desk.act(.recount(House.east, inside: 2), as: 1)
        #expect(try await desk.store.countIsKnown(of: House.east))
        #expect(try await House(folder.open("gatehouse.sqlite.replaced-now")).seats()[0] == 2)
        #expect(FileManager.default.fileExists(atPath: folder.path("copy")))
    }

    @Test("a copy of another store, or of one from before there was a mark, is taken for the store from then on", arguments: [true, false])
    func otherStore(isMarked: Bool) async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        try await folder.using("other.sqlite") { try await $0.fill(2) }
        try StoreCopy(of: folder.path("other.sqlite")).make(to: folder.path("copy"))
        if !isMarked { try OtherProgram(folder.path("copy")).run("DELETE FROM setting WHERE key = 'store_id'") }
        _ = try StoreCopy(of: folder.path()).restore(from: folder.path("copy"), mark: "now")
        #expect(try await folder.open().booking(House.booking(2)) != nil)
        #expect(try await folder.open().booking(House.booking(2)) != nil, "and the next time")
    }

    @Test("a power cut between putting the store aside and the copy into its place leaves no new store")
    func cutShort() async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        try StoreCopy(of: folder.path()).make(to: folder.path("copy"))
        _ = try SQLiteStore.setAside(path: folder.path(), mark: "now", as: "replaced")
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .lost)
        #expect(try StoreCopy(of: folder.path()).restore(from: folder.path("copy"), mark: "again") == nil)
        #expect(try await folder.open().booking(House.booking(1)) != nil)
    }

    @Test("what is no store, or is not there, is not restored, and the store stays", arguments: ["gone", "text"])
    func noStore(name: String) async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        try Data(repeating: 65, count: 9000).write(to: URL(fileURLWithPath: folder.path("text")))
        #expect(throws: StoreError.self) { try StoreCopy(of: folder.path()).restore(from: folder.path(name), mark: "now") }
        #expect(try await folder.open().booking(House.booking(1)) != nil)
    }

    @Test("so many copies are kept, the newest, and nothing else is touched")
    func prune() throws {
        let folder = try StoreFolder()
        let copies = BackupFolder(path: folder.url.path)
        // The clock was years ahead for a night, and then at its beginning.
        for days in [0, 1, 4000, -20_000, 4] { try folder.putCopy(at: copies.reserve(at: House.nine + .hours(24 * days))) }
        let others = ["gatehouse.db", "gatehouse-000009.db", "gatehouse-mine-2026-11-21T010000Z.db", "gatehouse-000009-2026-11-21T010000Z.db.txt"]
        for name in others { try Data().write(to: URL(fileURLWithPath: folder.path(name))) }
        #expect(try copies.prune(keeping: 3).count == 2)
        #expect(copies.copies.map { URL(fileURLWithPath: $0).lastPathComponent }
            == ["gatehouse-000005-2026-11-25T010000Z.db", "gatehouse-000004-1972-02-18T010000Z.db", "gatehouse-000003-2037-11-03T010000Z.db"])
        #expect(try copies.prune(keeping: 3).isEmpty)
        for name in others { #expect(FileManager.default.fileExists(atPath: folder.path(name)), "\(name)") }
    }

    @Test("two that are made in the same second have places of their own")
    func places() throws {
        let folder = try StoreFolder()
        let copies = BackupFolder(path: folder.url.path)
        let places = (1...3).map { _ in copies.reserve(at: House.nine) }
        #expect(Set(places).count == 3)
        for place in places { try folder.putCopy(at: place) }
        #expect(copies.copies == places.reversed())
    }

    @Test("what killed backups have left goes with the next one, unless another runs beside it, and nothing else goes")
    func leftovers() throws {
        let folder = try StoreFolder()
        let copies = BackupFolder(path: folder.url.path)
        let place = copies.reserve(at: House.nine)
        let left = ["", "-journal", "-wal", "-shm"].map { place + ".part" + $0 }
        let others = [place, place + ".part.txt"] + ["gatehouse.db.part", "gatehouse-of-my-own-makin.db.part"].map { folder.path($0) }
        func there(_ paths: [String]) -> [String] { paths.filter { FileManager.default.fileExists(atPath: $0) } }
        do {
            let running = copies.begin()
            for path in left + others { try Data().write(to: URL(fileURLWithPath: path)) }
            _ = copies.begin()
            #expect(there(left) == left)
            withExtendedLifetime(running) {}
        }
        _ = copies.begin()
        #expect(there(left).isEmpty && there(others) == others)
    }

    @Test("only this account reads a store and its copies; the rights of a store that is there stay")
    func modes() async throws {
        let folder = try StoreFolder()
        do {
            let store = try folder.open()
            try StoreCopy(of: folder.path()).make(to: folder.path("copy"))
            #expect(["", "-wal", "-shm"].map { folder.mode("gatehouse.sqlite" + $0) } == [0o600, 0o600, 0o600])
            #expect(folder.mode("copy") == 0o600)
            try store.close()
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path())
        do {
            let store = try folder.open()
            #expect(folder.mode("gatehouse.sqlite") == 0o640 && folder.mode("gatehouse.sqlite-wal") == 0o640)
            try store.close()
        }
        _ = try StoreCopy(of: folder.path()).restore(from: folder.path("copy"), mark: "now")
        #expect(folder.mode("gatehouse.sqlite") == 0o600)
    }

    @Test("the store by another name is told from a copy of it")
    func itself() throws {
        let folder = try StoreFolder()
        try folder.open().close()
        let copy = StoreCopy(of: folder.path())
        try copy.make(to: folder.path("copy"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: folder.path())
        #expect(["gatehouse.sqlite", "link", "copy", "gone"].map { copy.isStore(folder.path($0)) } == [true, true, false, false])
    }

    @Test("before the schema changes, the store as it was is kept")
    func migration() async throws {
        let folder = try StoreFolder()
        do { _ = try folder.open() }
        #expect(!FileManager.default.fileExists(atPath: folder.path("gatehouse.sqlite.before-migration-7")))
        try OtherProgram(folder.path()).run(
            """
            DELETE FROM grdb_migrations WHERE identifier = '7 history';
            DROP INDEX visit_open_by_patron; DROP INDEX booking_used_by_patron; DROP INDEX violation_counting_by_patron;
            DROP INDEX unmatched_exit_settled; DROP TABLE booking_tally; DROP TABLE staged_row; DROP TABLE staged_import;
            ALTER TABLE visit DROP COLUMN patron;
            """)
        _ = try folder.open()
        let kept = try OtherProgram(folder.path("gatehouse.sqlite.before-migration-7"))
        #expect(try kept.texts("SELECT identifier FROM grdb_migrations", column: "identifier").count == 6)
    }
}

/// Counts calls on one thread.
private final class Noticed {
    private(set) var count = 0
    func next() -> Int {
        count += 1
        return count
    }
}

extension StoreFolder {
    /// An empty file as a copy that has been made.
    fileprivate func putCopy(at place: String) throws {
        try FileManager.default.moveItem(atPath: place + ".part", toPath: place)
    }
}
