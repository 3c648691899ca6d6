import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("a store that is not the one that was here is never taken for it")
struct PresenceTests {
    enum Loss: String, CaseIterable, CustomTestStringConvertible {
        case deleted, renamed, emptied, replaced, overwritten

        var testDescription: String { rawValue }

        func happen(to path: String, in folder: StoreFolder) throws {
            let file = FileManager.default
            switch self {
            case .deleted: try file.removeItem(atPath: path)
            case .renamed: try file.moveItem(atPath: path, toPath: path + ".old")
            case .emptied: try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 0)
            case .replaced:
                _ = try folder.open("other.sqlite")
                try file.removeItem(atPath: path)
                try file.moveItem(atPath: folder.path("other.sqlite"), toPath: path)
            case .overwritten:
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try handle.write(contentsOf: Data(repeating: 0x20, count: 4096))
            }
        }
    }

    @Test("lost under the running program: nothing more is acknowledged, and the count is no answer", arguments: Loss.allCases)
    func lost(loss: Loss) async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(2)
        try await house.enter(1)
        try loss.happen(to: folder.path(), in: folder)
        for _ in 1...2 {
            await #expect { _ = try await house.present(2) } throws: { ($0 as? StoreError)?.code == .lost }
            await #expect { _ = try await house.seats() } throws: { ($0 as? StoreError)?.code == .lost }
        }
        await #expect(throws: StoreError.self) { try await house.store.probe() }
    }

    @Test("a log that is deleted, replaced or cut under the running program: nothing more is acknowledged", arguments: [
        Loss.deleted, .replaced, .emptied,
    ])
    func log(loss: Loss) async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(2)
        try await house.enter(1)
        let (file, log) = (FileManager.default, folder.path() + "-wal")
        if loss == .replaced { try file.copyItem(atPath: log, toPath: log + ".copy") }
        if loss == .emptied { try loss.happen(to: log, in: folder) } else { try file.removeItem(atPath: log) }
        if loss == .replaced { try file.moveItem(atPath: log + ".copy", toPath: log) }
        for _ in 1...2 {
            // What SQLite finds missing in a log that was cut it says itself, before anything is written.
            await #expect { _ = try await house.present(2) } throws: { ($0 as? StoreError)?.code == .lost || loss == .emptied }
        }
        await #expect(throws: StoreError.self) { try await house.store.probe() }
    }

    @Test("a log that another program's checkpoint has emptied is no loss, whether anything is written then or not")
    func checkpoint() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(3)
        let other = try OtherProgram(folder.path())
        for number in 1...3 {
            try other.run("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try await house.present(number).decision.admits)
            try other.run("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try await house.present(number).decision.admits, "the same presentation again")
        }
        try await house.store.probe()
    }

    @Test("lost together with its mark: the next start does not begin a new one as if nothing had been")
    func markToo() async throws {
        let folder = try StoreFolder()
        do {
            let house = House(try folder.open())
            try await house.fill(1)
            for ending in ["", ".id"] { try FileManager.default.removeItem(atPath: folder.path() + ending) }
            await #expect(throws: StoreError.self) { _ = try await house.present(1) }
        }
        #expect(throws: StoreError.self) { try folder.open() }
    }

    @Test("moved away and put back, it is the same again, and its count unknown until somebody has counted")
    func back() async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        let store = try folder.open { $0.terms = terms }
        let house = House(store)
        try await house.fill(1)
        try FileManager.default.moveItem(atPath: folder.path(), toPath: folder.path("away"))
        await #expect(throws: StoreError.self) { _ = try await house.present(1) }
        try FileManager.default.moveItem(atPath: folder.path("away"), toPath: folder.path())
        #expect(try await house.store.countIsKnown(of: House.east) == false, "at once, and not with the next change")
        #expect(try await house.present(1).decision.admits)
        #expect(try await house.store.countIsKnown(of: House.east) == false)
        let desk = try await Desk(store)
        try await desk.act(.recount(House.east, inside: 1), as: 1)
        #expect(try await house.store.countIsKnown(of: House.east))
        try store.close()
        let next = try folder.open { $0.terms = terms }
        #expect(try await next.countIsKnown(of: House.east), "who has counted has answered it")
    }

    @Test("gone, empty or another one at the start: it ends in plain words, and changes nothing", arguments: [
        Loss.deleted, .emptied, .replaced,
    ])
    func start(loss: Loss) async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(1) }
        try loss.happen(to: folder.path(), in: folder)
        let before = try? Data(contentsOf: URL(fileURLWithPath: folder.path()))
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .lost)
        #expect(error?.description.contains("gatehouse store new") == true)
        // What is another store is looked at with its log; what it holds stays.
        if loss != .replaced { #expect((try? Data(contentsOf: URL(fileURLWithPath: folder.path()))) == before) }
    }

    @Test("an empty file that nobody has begun is not a new store either")
    func emptyFile() throws {
        let folder = try StoreFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path()))
        #expect(throws: StoreError.self) { try folder.open() }
    }

    @Test("a start that died while it made the store is gone on with")
    func begun() async throws {
        let folder = try StoreFolder()
        try Data("making\n".utf8).write(to: URL(fileURLWithPath: folder.path() + ".id"))
        try Data().write(to: URL(fileURLWithPath: folder.path()))
        try await House(folder.open()).fill(1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path() + ".id")).starts(with: Data("made ".utf8)))
    }

    @Test("a store from before there was a mark gets one; a mark that a power cut emptied is made anew")
    func marks() async throws {
        let folder = try StoreFolder()
        try await House(folder.open()).fill(1)
        for mark in [nil, Data()] {
            try FileManager.default.removeItem(atPath: folder.path() + ".id")
            if let mark { try mark.write(to: URL(fileURLWithPath: folder.path() + ".id")) }
            #expect(try await folder.open().booking(House.booking(1)) != nil)
            #expect(FileManager.default.fileExists(atPath: folder.path() + ".id"))
        }
    }

    @Test("a new or accepted store has a count that nobody believes until a recount", arguments: [true, false])
    func doubt(isNew: Bool) async throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let terms = try Desk.terms()
        if isNew {
            let aside = try SQLiteStore.beginAnew(path: folder.path(), mark: "x")
            #expect(aside.map(FileManager.default.fileExists(atPath:)) == true)
        } else {
            try Loss.replaced.happen(to: folder.path(), in: folder)
            try SQLiteStore.accept(path: folder.path())
        }
        let desk = try await Desk(folder.open { $0.terms = terms })
        #expect(try await desk.store.countIsKnown(of: House.east) == false)
        try await desk.act(.recount(House.east, inside: 4), as: 1)
        #expect(try await desk.store.countIsKnown(of: House.east))
        #expect(try await desk.store.countIsKnown(of: House.west) == false, "nobody has counted there")
        // The second finds nothing to mend.
        try await desk.act(.recount(House.east, inside: 4), as: 2)
        #expect(try await desk.store.acts(ActQuery(limit: 10)).map(\.needed) == [false, true])
    }

    @Test("a link to a store elsewhere is refused: its log lies there")
    func link() async throws {
        let folder = try StoreFolder()
        try await folder.using("real.sqlite") { try await $0.fill(1) }
        try FileManager.default.createSymbolicLink(atPath: folder.path(), withDestinationPath: folder.path("real.sqlite"))
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .isLink)
        #expect(throws: StoreError.self) { try StoreGlance.look(at: folder.path(), bound: nil) }
    }

    @Test("a pipe in the place of a small file is not waited for")
    func pipe() throws {
        let folder = try StoreFolder()
        for ending in [".id", ".lock"] {
            let made = unsafe mkfifo(folder.path() + ending, 0o600)
            try #require(made == 0)
        }
        #expect(StoreLock.holder(of: folder.path()) == nil)
        #expect(throws: StoreError.self) { try folder.open() }
    }

    @Test("one that was lost while it was in use is doubted when it is there again, until the next closing reset")
    func doubtAfterLoss() async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        do {
            let house = House(try folder.open())
            try await house.fill(1)
            try Loss.renamed.happen(to: folder.path(), in: folder)
            await #expect(throws: StoreError.self) { _ = try await house.present(1) }
        }
        try FileManager.default.moveItem(atPath: folder.path() + ".old", toPath: folder.path())
        let store = try folder.open { $0.terms = terms }
        #expect(try await store.countIsKnown(of: House.east) == false)
        // The first reset that comes, for the evening before, says since when it is doubted at the latest.
        _ = try await store.closeDay(of: House.east, begunBefore: House.nine - .hours(10), at: vouched(House.nine))
        #expect(try await store.countIsKnown(of: House.east) == false, "a reset of before")
        let evening = House.nine + .hours(14)
        _ = try await store.closeDay(of: House.east, begunBefore: evening, at: vouched(evening + .seconds(30)))
        #expect(try await store.countIsKnown(of: House.east))
    }

    @Test("looking at it writes nothing and makes no file, beside a program that has it open and after one")
    func glance() async throws {
        let folder = try StoreFolder()
        #expect(try StoreGlance.look(at: folder.path()) == nil)
        #expect(try folder.files().isEmpty)
        do {
            let store = try folder.open()
            try await House(store).fill(3)
            try await store.rememberTime(vouched(House.nine))
            let before = try folder.files()
            let glance = try #require(try StoreGlance.look(at: folder.path()))
            #expect(glance.troubles.isEmpty && glance.schemaVersion > 4 && glance.lastWritten == House.nine && glance.unwritable.isEmpty)
            // One process has one index of the log, which its own reading marks.
            #expect(try folder.files().filter { !$0.key.hasSuffix("-shm") } == before.filter { !$0.key.hasSuffix("-shm") })
        }
        let before = try folder.files()
        #expect(try StoreGlance.look(at: folder.path())?.lastWritten == House.nine)
        #expect(try folder.files() == before)
    }

    @Test("one program holds the lock, says who it is, and its end frees it")
    func lock() throws {
        let folder = try StoreFolder()
        do {
            let lock = try StoreLock(of: folder.path(), words: "gate and server, process 7, since nine")
            let error = #expect(throws: StoreLock.Held.self) { try StoreLock(of: folder.path(), words: "another") }
            #expect(error?.description.contains("gate and server, process 7, since nine") == true)
            #expect(StoreLock.holder(of: folder.path()) == "gate and server, process 7, since nine")
            withExtendedLifetime(lock) {}
        }
        #expect(StoreLock.holder(of: folder.path()) == nil)
        _ = try StoreLock(of: folder.path(), words: "another")
    }

    @Test("somebody who only looks does not keep a gate from starting")
    func looking() async throws {
        let folder = try StoreFolder()
        let path = folder.path()
        _ = try StoreLock(of: path, words: "the first")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { while !Task.isCancelled { _ = StoreLock.holder(of: path) } }
            for _ in 1...500 { _ = try StoreLock(of: path, words: "a gate") }
            group.cancelAll()
        }
    }
}

extension StoreFolder {
    /// What is in it, with all its bytes.
    func files() throws -> [String: Data] {
        try Dictionary(uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: url.path).map {
            ($0, try Data(contentsOf: url.appendingPathComponent($0)))
        })
    }
}
