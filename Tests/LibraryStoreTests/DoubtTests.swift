import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("passages that are not in the store are a doubt beside it")
struct DoubtTests {
    @Test("a program that ends while passages wait leaves a count that the next one does not believe", arguments: [true, false])
    func behind(isWritten: Bool) async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        try await folder.using { house in
            house.store.note(isBehind: true)
            house.store.note(isBehind: true)
            house.store.note(isBehind: false)
            if isWritten { house.store.note(isBehind: false) }
        }
        let store = try folder.open { $0.terms = terms }
        #expect(try await store.countIsKnown(of: House.east) == isWritten)
    }

    @Test("a passage that the store takes at once is not told beside it, and one that waits is told without an end of the program")
    func patience() async throws {
        let folder = try StoreFolder()
        let patient = try folder.open { $0.doubtAfter = .seconds(3600) }
        let before = try folder.markTime
        patient.note(isBehind: true)
        patient.note(isBehind: false)
        try patient.close()
        #expect(try folder.markTime == before)
        let hasty = try folder.open { $0.doubtAfter = .zero }
        hasty.note(isBehind: true)
        while try !folder.isDoubted { try await Task.sleep(for: .milliseconds(1)) }
        hasty.note(isBehind: false)
        while try folder.isDoubted { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test("a store that was never opened is doubted all the same, and one that was opened late only while passages wait", arguments: [
        false, true,
    ])
    func behindUnopened(isWritten: Bool) async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        try await folder.using { try await $0.fill(1) }
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        let late = try folder.open { ($0.terms, $0.openedLate, $0.busyTimeout) = (terms, {}, .milliseconds(20)) }
        late.note(isBehind: true)
        if isWritten {
            try other.run("ROLLBACK")
            try await late.isOpenAtLast()
            #expect(try await late.countIsKnown(of: House.east))
            late.note(isBehind: false)
        }
        try late.close()
        if !isWritten { try other.run("ROLLBACK") }
        let store = try folder.open { $0.terms = terms }
        #expect(try await store.countIsKnown(of: House.east) == isWritten)
    }

    @Test("what the disk takes no mark of waits elsewhere, and is taken over or forgotten", arguments: [false, true])
    func spare(isWritten: Bool) async throws {
        let (folder, run) = (try StoreFolder(), try StoreFolder())
        let terms = try Desk.terms()
        try await folder.using { try await $0.fill(1) }
        // A folder in its place takes no words, whoever writes them.
        let mark = folder.path() + ".id"
        let store = try folder.open { ($0.terms, $0.runFolder, $0.doubtAfter) = (terms, run.url.path, .zero) }
        let words = try Data(contentsOf: URL(fileURLWithPath: mark))
        try FileManager.default.removeItem(atPath: mark)
        try FileManager.default.createDirectory(atPath: mark, withIntermediateDirectories: false)
        let spared = { try FileManager.default.contentsOfDirectory(atPath: run.url.path).count }
        store.note(isBehind: true)
        while try spared() == 0 { try await Task.sleep(for: .milliseconds(1)) }
        if isWritten {
            store.note(isBehind: false)
            while try spared() > 0 { try await Task.sleep(for: .milliseconds(1)) }
        }
        try store.close()
        try FileManager.default.removeItem(atPath: mark)
        try words.write(to: URL(fileURLWithPath: mark))
        let command = try folder.open { ($0.terms, $0.runFolder) = (terms, run.url.path) }
        try command.close()
        #expect(try spared() == (isWritten ? 0 : 1), "the gate may have its passages still")
        let next = try folder.open { ($0.terms, $0.runFolder, $0.openedLate) = (terms, run.url.path, {}) }
        #expect(try await next.countIsKnown(of: House.east) == isWritten)
        #expect(try spared() == 0)
    }

    @Test("a mark that could not be written is written when it can be, while passages wait")
    func again() async throws {
        let folder = try StoreFolder()
        let store = try folder.open { $0.doubtAfter = .zero }
        let mark = folder.path() + ".id"
        let words = try Data(contentsOf: URL(fileURLWithPath: mark))
        try FileManager.default.removeItem(atPath: mark)
        try FileManager.default.createDirectory(atPath: mark, withIntermediateDirectories: false)
        store.note(isBehind: true)
        try await Task.sleep(for: .milliseconds(100))
        try FileManager.default.removeItem(atPath: mark)
        try words.write(to: URL(fileURLWithPath: mark))
        while try !folder.isDoubted { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test("a gate's passages beside no store, or an emptied one, leave nothing that looks like a store to be made", arguments: [false, true])
    func besideNothing(isEmptied: Bool) async throws {
        let folder = try StoreFolder()
        if isEmptied { try Data().write(to: URL(fileURLWithPath: folder.path())) }
        let files = { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
        let before = try files()
        for _ in 1...2 {
            let store = try folder.open { ($0.openedLate, $0.doubtAfter) = ({}, .zero) }
            store.note(isBehind: true)
            try? await store.probe()
            #expect(store.openingProblem?.code == .lost)
            try store.close()
        }
        #expect(try files() == before)
        if isEmptied { #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path())).isEmpty) }
    }

    @Test("a gate that caught up without having been behind lifts nobody's doubt")
    func caughtUpOnly() async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        try await folder.using { house in
            house.store.note(isBehind: false)
            house.store.note(isBehind: true)
        }
        let store = try folder.open { $0.terms = terms }
        #expect(try await store.countIsKnown(of: House.east) == false)
    }

    @Test("another program that opens the store while passages wait takes the doubt over")
    func takenOver() async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        let store = try folder.open { $0.terms = terms }
        store.note(isBehind: true)
        // Nobody waits for the mark, so this looks for it.
        while try !folder.isDoubted { try await Task.sleep(for: .milliseconds(1)) }
        let command = try folder.open { $0.terms = terms }
        #expect(try await command.countIsKnown(of: House.east) == false)
        store.note(isBehind: false)
        #expect(try await store.countIsKnown(of: House.east) == false)
    }
}

extension StoreFolder {
    fileprivate var isDoubted: Bool {
        get throws { try String(contentsOf: URL(fileURLWithPath: path() + ".id"), encoding: .utf8).contains("doubted") }
    }

    fileprivate var markTime: Date {
        get throws { try #require(FileManager.default.attributesOfItem(atPath: path() + ".id")[.modificationDate] as? Date) }
    }
}
