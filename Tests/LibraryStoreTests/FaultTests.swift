import Foundation
import LibraryModel
import LibraryStore
import Synchronization
import Testing

@Suite("a store that cannot says so, in plain words, and changes nothing")
struct FaultTests {
    @Test("a missing folder is named", arguments: ["nowhere/gatehouse.sqlite", "file/gatehouse.sqlite"])
    func missingFolder(path: String) throws {
        let folder = try StoreFolder()
        try Data("x".utf8).write(to: folder.url.appendingPathComponent("file"))
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path(path)) }
        #expect(error?.code == .missingFolder)
        #expect(error?.description.contains("create it") == true)
    }

    @Test("a store that cannot be opened for writing is said to be so")
    func notWritable() throws {
        let folder = try StoreFolder()
        try FileManager.default.createDirectory(atPath: folder.path(), withIntermediateDirectories: false)
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .readOnly)
    }

    @Test("another program that holds the store makes a change fail as locked, and the next one goes through")
    func locked() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open { $0.busyTimeout = .milliseconds(20) })
        try await house.fill(1)
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        await #expect { _ = try await house.present(1) } throws: { error in
            (error as? StoreError)?.code == .locked && (error as? StoreError)?.statement == "admit"
        }
        #expect(try await house.seats() == [0, 0], "reading goes on meanwhile")
        await #expect(throws: StoreError.self) { try await house.store.probe() }
        _ = try folder.open()
        try other.run("ROLLBACK")
        #expect(try await house.present(1).decision.admits)
    }

    @Test("while another program holds the store, all changes of a stop together wait half as long as one, and the pages are read")
    func stoppingWhileLocked() async throws {
        let folder = try StoreFolder()
        let pauses = Mutex(0)
        let store = try folder.open {
            $0.busyTimeout = .milliseconds(20)
            $0.busyPause = { pauses.withLock { $0 += 1 } }
        }
        let house = House(store)
        try await house.fill(1)
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        for _ in 1...2 { await #expect(throws: StoreError.self) { try await store.probe() } }
        #expect(pauses.withLock { $0 } == 40)
        store.beginStop()
        for _ in 1...5 { await #expect(throws: StoreError.self) { try await store.probe() } }
        #expect(pauses.withLock { $0 } == 50)
        #expect(try await house.seats() == [0, 0])
        try other.run("ROLLBACK")
        #expect(try await house.present(1).decision.admits)
    }

    @Test("a full disk refuses the admission whole: no seat without its record")
    func diskFull() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open { $0.maximumBytes = 520 * 1024 }, cap: 10_000)
        try await house.fill(200)
        var admitted = 0
        var failure: StoreError?
        for number in 1...200 {
            do throws(StoreError) {
                _ = try await house.present(number)
                admitted += 1
            } catch {
                failure = error
                break
            }
        }
        #expect(failure?.code == .diskFull)
        #expect(try await house.seats() == [0, admitted])
        #expect(try await house.store.recentDecisions(limit: 1000).count == admitted)
        #expect(try await house.store.booking(House.booking(admitted + 1))?.state == .booked)
    }

    @Test("a file that is no store, or half of one, is damaged and stays as it is", arguments: Damage.allCases)
    func damaged(damage: Damage) async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(300) }
        let url = URL(fileURLWithPath: folder.path())
        try damage.apply(to: url)
        let before = try Data(contentsOf: url)
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .damaged)
        #expect(error?.description.contains("set it aside") == true)
        #expect(try Data(contentsOf: url) == before)
        let aside = try #require(try SQLiteStore.setAside(path: folder.path(), mark: "2026-11-21T084000/../x"))
        #expect(aside == folder.path() + ".damaged-2026-11-21T084000x")
        #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == before)
        #expect(throws: StoreError.self, "nobody has said that a new one is meant") { try folder.open() }
        #expect(try SQLiteStore.beginAnew(path: folder.path(), mark: "x") == nil)
        #expect(try await House(folder.open()).seats() == [0, 0])
    }

    enum Damage: String, CaseIterable, CustomTestStringConvertible {
        case header, emptyText = "text", pages, index

        var testDescription: String { rawValue }

        func apply(to url: URL) throws {
            var bytes = try Data(contentsOf: url)
            switch self {
            case .header: for place in 0..<100 { bytes[place] = UInt8(truncatingIfNeeded: place &* 37 &+ 11) }
            case .emptyText: bytes = Data("this is a letter, not a store\n".utf8)
            case .pages: for place in 4096..<bytes.count { bytes[place] = UInt8(truncatingIfNeeded: place &* 91 &+ 7) }
            // One bit in the middle of each page but the first.
            case .index: for page in 1..<(bytes.count / 4096) { bytes[page * 4096] ^= 0x10 }
            }
            try bytes.write(to: url)
        }
    }

    @Test("a row that no version of ours wrote is damaged, not a crash", arguments: [
        "UPDATE booking SET patron = 'a b'", "UPDATE booking SET created_at = 'soon'", "UPDATE booking SET created_at = 1e300",
    ])
    func strangeRows(sql: String) async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(1)
        let other = try OtherProgram(folder.path())
        try other.run("PRAGMA foreign_keys = OFF")
        try other.run(sql)
        await #expect { _ = try await house.present(1) } throws: { ($0 as? StoreError)?.code == .damaged }
        #expect(try await house.seats() == [0, 0])
    }

    @Test("facts that this version cannot read are passed over in a replay")
    func unreadableFacts() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(2)
        for number in 1...2 { _ = try await house.present(number) }
        try OtherProgram(folder.path()).run("UPDATE presentation SET facts = '{}' WHERE id = '\(House.id(1, 1))'")
        let stored = try await house.store.decisions(after: nil, limit: 10)
        #expect(stored.first?.evidence == .unreadable)
        #expect(stored.last?.evidence != .unreadable)
    }

    @Test("a store of a newer version is left alone")
    func tooNew() throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        try OtherProgram(folder.path()).run("INSERT INTO grdb_migrations (identifier) VALUES ('999 of next year')")
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .tooNew)
    }

    @Test("every code has advice of its own")
    func advice() {
        let advice = StoreError.Code.allCases.map { StoreError($0, during: "admit").advice }
        #expect(Set(advice).count == StoreError.Code.allCases.count)
    }

    @Test("a simulated fault fails as many calls as ordered and then heals", arguments: [StoreError.Code.diskFull, .locked])
    func faultyStore(code: StoreError.Code) async throws {
        let faulty = FaultyStore(try SQLiteStore(inMemory: .init()))
        let house = House(faulty)
        try await house.fill(1)
        faulty.fail(code, calls: 2)
        for _ in 1...2 {
            await #expect { _ = try await house.present(1) } throws: { ($0 as? StoreError)?.code == code }
        }
        #expect(try await house.present(1).decision.admits)
        faulty.fail(code)
        await #expect(throws: StoreError.self) { try await faulty.probe() }
        await #expect(throws: StoreError.self) { _ = try await house.seats() }
        faulty.heal()
        #expect(try await house.seats() == [0, 1])
    }
}
