import Foundation
import LibraryModel
import LibraryStore
import Testing

/// Damage is made in logs that SQLite wrote.
@Suite("a write-ahead log is read before it is believed")
struct JournalTests {
    private static let frame = 24 + 4096

    /// A store that was killed: its file, and a log of many transactions.
    private static func killed(_ name: String = "killed") async throws -> (folder: StoreFolder, log: [UInt8]) {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(6)
        for number in 1...6 { _ = try await house.present(number) }
        try FileManager.default.copyItem(atPath: folder.path(), toPath: folder.path(name))
        return (folder, Array(try Data(contentsOf: URL(fileURLWithPath: folder.path() + "-wal"))))
    }

    private static func reading(_ log: [UInt8]) -> JournalReading {
        var reading = JournalReading(header: Array(log.prefix(32)))
        for first in stride(from: 32, through: log.count - frame, by: frame) { reading.take(log[first..<(first + frame)]) }
        return reading
    }

    @Test("a whole log has right frames only, and so has each beginning of it")
    func whole() async throws {
        let log = try await Self.killed().log
        let frames = (log.count - 32) / Self.frame
        let reading = Self.reading(log)
        #expect(frames > 10 && reading.good == frames && !reading.isDamaged && reading.pageBytes == 4096)
        for length in stride(from: 32, through: log.count, by: 1009) {
            #expect(!Self.reading(Array(log.prefix(length))).isDamaged)
        }
    }

    @Test("one wrong byte in a frame with right ones behind it is damage", arguments: [0, 5, 9, 30, 4000])
    func damage(offset: Int) async throws {
        var log = try await Self.killed().log
        let frames = (log.count - 32) / Self.frame
        log[32 + 3 * Self.frame + offset] ^= 0x40
        let reading = Self.reading(log)
        #expect(reading.good == 3 && reading.lost == frames - 4 && reading.isDamaged && reading.lostCommits > 0)
    }

    @Test("a wrong checksum spoils the frame behind it too")
    func checksum() async throws {
        var log = try await Self.killed().log
        let frames = (log.count - 32) / Self.frame
        log[32 + 3 * Self.frame + 17] ^= 1
        let reading = Self.reading(log)
        #expect(reading.good == 3 && reading.lost == frames - 5)
    }

    @Test("a bad end is no damage: whoever wrote it was told nothing")
    func tail() async throws {
        var log = try await Self.killed().log
        for place in (log.count - 5000)..<log.count { log[place] = 0 }
        #expect(!Self.reading(log).isDamaged)
        log = try await Self.killed().log
        log[log.count - 1] ^= 1
        #expect(!Self.reading(log).isDamaged)
    }

    @Test("frames of an earlier use of the log are none of this one's")
    func earlier() async throws {
        var log = try await Self.killed().log
        let older = Array(log.suffix(4 * Self.frame))
        log = Array(log.dropLast(4 * Self.frame))
        for var place in 0..<older.count { place += 0; log.append(older[place]) }
        for number in 0..<4 { log[log.count - (4 - number) * Self.frame + 11] &+= 1 }
        #expect(!Self.reading(log).isDamaged)
    }

    @Test("a header that is wrong hides every frame, which is damage; a log of zeroes holds nothing")
    func header() async throws {
        var log = try await Self.killed().log
        log[20] ^= 1
        let reading = Self.reading(log)
        #expect(reading.good == 0 && reading.isDamaged)
        #expect(!Self.reading([UInt8](repeating: 0, count: 32 + 3 * Self.frame)).isDamaged)
    }

    @Test("opening after an unclean stop tells what is lost until somebody counts, and keeps the log", arguments: [true, false])
    func opening(isDamaged: Bool) async throws {
        var (folder, log) = try await Self.killed()
        if isDamaged { log[32 + 3 * Self.frame + 40] ^= 1 } else {
            // Without its mark it would be doubted for that.
            try FileManager.default.copyItem(atPath: folder.path() + ".id", toPath: folder.path("killed.id"))
        }
        try Data(log).write(to: URL(fileURLWithPath: folder.path("killed-wal")))
        do {
            let store = try folder.open("killed")
            #expect(store.stoppedUncleanly)
            #expect(try await store.troubles().map(\.code) == (isDamaged ? ["records_lost"] : []))
            try await store.probe()
            #expect(try await store.checkAfterUncleanStop().isEmpty && !store.stoppedUncleanly)
            try store.close()
        }
        #expect(FileManager.default.fileExists(atPath: folder.path("killed-wal.damaged")) == isDamaged)
        if isDamaged { #expect(folder.mode("killed-wal.damaged") == 0o600, "patrons are named in it") }
        let terms = try Desk.terms()
        let desk = try await Desk(folder.open("killed") { $0.terms = terms }, patrons: 0)
        #expect(!desk.store.stoppedUncleanly)
        for (number, campus) in [House.east, House.west].enumerated() {
            #expect(try await desk.store.troubles().isEmpty != isDamaged)
            #expect(try await desk.store.countIsKnown(of: campus) != isDamaged)
            try await desk.act(.recount(campus, inside: 1), as: number + 1)
            #expect(try await desk.store.countIsKnown(of: campus))
        }
        #expect(try await desk.store.troubles().isEmpty)
    }

    @Test("looking at a store tells what its next start will lose with a damaged log, and touches nothing", arguments: [true, false])
    func looking(hasIndex: Bool) async throws {
        var (folder, log) = try await Self.killed()
        log[log.count - 4 * Self.frame + 40] ^= 1
        try Data(log).write(to: URL(fileURLWithPath: folder.path("killed-wal")))
        if hasIndex { try Data().write(to: URL(fileURLWithPath: folder.path("killed-shm"))) }
        let before = try folder.files().filter { $0.key.hasPrefix("killed") }
        if hasIndex {
            let glance = try #require(try StoreGlance.look(at: folder.path("killed")))
            #expect(glance.troubles.map(\.code) == ["records_lost"])
            #expect(glance.troubles[0].words.en.contains("will be lost at the next start"))
        } else {
            let error = #expect(throws: StoreError.self) { try StoreGlance.look(at: folder.path("killed")) }
            #expect(error?.detail.hasPrefix("the log is damaged: ") == true)
            #expect(error?.detail.contains("was not closed well") == true)
        }
        #expect(try folder.files().filter { $0.key.hasPrefix("killed") } == before)
    }

    @Test("each damaged log is kept, once, and what was lost before is told still")
    func again() async throws {
        let (folder, log) = try await Self.killed()
        let path = folder.path("killed")
        let files = FileManager.default
        /// What is told after a start on these files, and the files that a kill some changes later leaves.
        func start(_ store: Data, _ log: Data, spoilt: Int?) async throws -> (said: String, store: Data, log: Data) {
            var log = log
            if let spoilt { log[log.count - spoilt * Self.frame + 40] ^= 1 }
            for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) { try files.removeItem(atPath: path + suffix) }
            try store.write(to: URL(fileURLWithPath: path))
            try log.write(to: URL(fileURLWithPath: path + "-wal"))
            let opened = try folder.open("killed")
            for _ in 1...8 { try await opened.probe() }
            let left = try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: path + $0)) }
            let said = try await opened.troubles().map(\.words.en).joined()
            try opened.close()
            return (said, left[0], left[1])
        }
        let store = try Data(contentsOf: URL(fileURLWithPath: path))
        let first = try await start(store, Data(log), spoilt: 4)
        #expect(first.said.contains("-wal.damaged;"))
        let tried = try await start(store, Data(log), spoilt: 4)
        #expect(tried.said == first.said, "a start that is tried again keeps no second copy")
        let second = try await start(first.store, first.log, spoilt: 3)
        #expect(second.said.contains("-wal.damaged;") && second.said.contains("-wal.damaged-2;"))
        #expect(try await start(first.store, first.log, spoilt: nil).said == first.said, "no damage of its own")
    }

    @Test("what was taken back stays in the log, and is no damage behind what is written over its begin")
    func takenBack() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let other = try OtherProgram(folder.path())
        try other.run("PRAGMA cache_size = 10")
        try other.run("BEGIN IMMEDIATE")
        try other.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO setting SELECT 'k' || i, hex(i) FROM n")
        try other.run("ROLLBACK")
        try await store.probe()
        let reading = Self.reading(Array(try Data(contentsOf: URL(fileURLWithPath: folder.path() + "-wal"))))
        #expect(reading.good > 0 && reading.lost > 0, "the log holds what was taken back")
        #expect(reading.lostCommits == 0 && !reading.isDamaged)
    }

    @Test("pages that do not hold together are told over a clean stop, until a look finds nothing")
    func pages() async throws {
        let folder = try StoreFolder()
        try folder.open().close()
        let house = House(try folder.open())
        try await house.fill(6)
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: folder.path() + suffix, toPath: folder.path("killed") + suffix) }
        let roots = try OtherProgram(folder.path()).texts("SELECT rootpage || '' AS page FROM sqlite_master WHERE name = 'appeal'", column: "page")
        let place = UInt64((try #require(Int(roots[0])) - 1) * 4096)
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.path("killed")))
        func write(_ bytes: [UInt8]) throws {
            try file.seek(toOffset: place)
            try file.write(contentsOf: Data(bytes))
        }
        try file.seek(toOffset: place)
        let whole = Array(try #require(try file.read(upToCount: 8)))
        try write([UInt8](repeating: 0x55, count: 8))
        for isUnclean in [true, false, false] {
            let store = try folder.open("killed")
            #expect(store.stoppedUncleanly == isUnclean)
            if !isUnclean { #expect(try await store.troubles().map(\.code) == ["damaged"], "before anybody has looked again") }
            #expect(try await store.checkAfterUncleanStop().map(\.code) == ["damaged"])
            #expect(try await store.troubles().map(\.code) == ["damaged"])
            try store.close()
        }
        try write(whole)
        for _ in 1...2 {
            let store = try folder.open("killed")
            #expect(try await store.checkAfterUncleanStop().isEmpty)
            #expect(try await store.troubles().isEmpty)
            try store.close()
        }
    }

    @Test("whoever holds the store is named: to a doctor who only looks, and with the refusal")
    func holder() async throws {
        let folder = try StoreFolder()
        let store = try folder.open { $0.busyTimeout = .milliseconds(5) }
        try await store.probe()
        #expect(StoreUsers.writer(of: folder.path()) == nil)
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        #expect(StoreUsers.writer(of: folder.path()) == getpid())
        do throws(StoreError) {
            try await store.probe()
            Issue.record("it is held")
        } catch { #expect(error.code == .locked && error.description.contains(StoreUsers.words(getpid()))) }
        try other.run("ROLLBACK")
        #expect(StoreUsers.writer(of: folder.path()) == nil)
    }

    @Test("what the kernel lists is read: whose byte is locked has the store open")
    func locks() {
        func file(_ inode: UInt64) -> StoreUsers.File { StoreUsers.File(inode: inode, major: 8, minor: 2) }
        let list = """
            1: POSIX  ADVISORY  READ 812 08:02:1048 128 128
            1: -> POSIX  ADVISORY  WRITE 813 08:02:1049 128 128
            2: POSIX  ADVISORY  WRITE 813 08:02:1050 0 EOF
            3: FLOCK  ADVISORY  WRITE 9 08:02:1051 120 127
            4: POSIX  ADVISORY  WRITE 814 08:02:1048 120 120
            """
        #expect([1048, 1049, 1050, 1051].map { StoreUsers.writer(file($0), in: list) } == [814, nil, 813, 9])
        #expect(StoreUsers.writer(.init(inode: 1048, major: 179, minor: 2), in: list) == nil, "another disk has such a file too")
        #expect(StoreUsers.writer(.init(inode: 1048, major: 0, minor: 44, hasSeveral: true), in: list) == 814, "its device may have another number")
        #expect([1048, 1049, 1050, 1051, 48].map { StoreUsers.holds(file($0), in: list) } == [true, true, true, false, false])
    }
}
