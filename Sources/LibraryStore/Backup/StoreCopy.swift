internal import Foundation
internal import GRDB

/// Copies of a store: made while it is in use, and verified before they count.
public struct StoreCopy: Sendable {
    /// The store that is copied.
    let store: String

    /// Copies of this name are kept apart from those of a person's making.
    static let beforeMigration = ".before-migration-"
    /// Behind the name of a copy until it is whole.
    static let part = ".part"
    /// What SQLite puts beside a file that is being written.
    static let companions = ["-journal", "-wal", "-shm"]
    /// So many pages are copied at a time: about a millisecond of a disk.
    private static let pagesPerStep: CInt = 256
    /// Room that must stay free beside a copy.
    public static let spareBytes: Int64 = 64 << 20

    public init(of store: String) { self.store = store }

    /// Copies the store as it is at one instant to `path`, which takes its name only when it is whole. Beside a running gate:
    /// it holds no lock that a writer waits for. `tell` hears of each step and ends the copying by throwing.
    public func make(to path: String, telling tell: @escaping (ImportProgress) throws -> Void = { _ in }) throws(StoreError) {
        let part = path + Self.part
        do {
            // What a copy of this name has left that was killed, which takes room too. An empty one keeps the place.
            if Self.bytes(of: part) > 0 { try remove(part) }
            for name in Self.companions { try remove(part + name) }
            try checkRoom(for: path)
            PlainFile.makePrivate(part)
            try copy(to: part, tell)
            // SQLite takes an empty file for an empty store, which nothing is wrong with.
            guard Self.bytes(of: part) > 0 else { throw StoreError(.damaged, during: "verify the copy", detail: "it is empty") }
            let found = try PageCheck.findings(in: part, whole: true)
            if let first = found.first { throw StoreError(.damaged, during: "verify the copy", detail: first) }
            try sync(part)
            try FileManager.default.moveItem(atPath: part, toPath: path)
        } catch {
            try? removeAll(part)
            throw StoreError(error, during: "copy the store")
        }
    }

    /// The state before the schema changes, so that an older program can be put back.
    func makeBeforeMigration(to identifier: String) throws {
        let mark = identifier.prefix { $0.isNumber }
        let path = store + Self.beforeMigration + mark
        try remove(path)
        try make(to: path)
    }

    private func copy(to part: String, _ tell: @escaping (ImportProgress) throws -> Void) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let source = try DatabaseQueue(path: store, configuration: configuration)
        let target = try DatabaseQueue(path: part)
        try source.read { source in
            // The first look fixes the instant: what is written afterwards is not in the copy and does not begin it anew.
            _ = try Int.fetchOne(source, sql: "SELECT COUNT(*) FROM sqlite_master")
            try target.writeWithoutTransaction { target in
                try source.backup(to: target, pagesPerStep: Self.pagesPerStep) { step in
                    try tell(ImportProgress(done: step.completedPageCount, of: max(1, step.totalPageCount)))
                }
                // One file, without a log beside it.
                _ = try String.fetchOne(target, sql: "PRAGMA journal_mode = DELETE")
            }
        }
        try target.close()
        try source.close()
    }

    /// Refuses before anything is written when the disk has no room for a whole copy.
    private func checkRoom(for path: String) throws(StoreError) {
        let folder = PlainFile.folder(of: path)
        guard let free = PlainFile.freeBytes(beside: path) else {
            throw StoreError(.missingFolder, during: "copy the store", detail: folder)
        }
        let needed = ["", "-wal"].map { Self.bytes(of: store + $0) }.reduce(Self.spareBytes, +)
        guard free >= needed else {
            throw StoreError(
                .diskFull, during: "copy the store", detail: "\(needed >> 20) MiB are needed at \(folder), \(free >> 20) MiB are free")
        }
    }

    static func bytes(of path: String) -> Int64 {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.int64Value ?? 0
    }

    private func remove(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func removeAll(_ part: String) throws {
        for name in [part] + Self.companions.map({ part + $0 }) { try remove(name) }
    }

    private func sync(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.synchronize()
        try file.close()
    }
}

extension StoreCopy {
    /// Whether `path` is a name of the store itself.
    public func isStore(_ path: String) -> Bool { PlainFile.areSame(path, store) }

    /// Puts the copy at `path` into the place of the store, which is kept beside it under `mark`. Answers where it was put;
    /// nil when there was none. Nobody may have the store open. Its count is believed after a recount.
    ///
    /// The copy is verified first, and copied: it stays where it is.
    public func restore(from path: String, mark: String) throws(StoreError) -> String? {
        guard !StoreUsers.anyone(has: store) else {
            throw StoreError(.locked, during: "restore", detail: "a program has \(store) open; stop the gate first")
        }
        do {
            guard FileManager.default.fileExists(atPath: path) else {
                throw StoreError(.other, during: "restore", detail: "\(path) is not there")
            }
            let part = store + ".restoring"
            // Copying verifies the copy with every index, and takes in a log that may lie beside it.
            try remove(part)
            do {
                try StoreCopy(of: path).make(to: part)
                try check(part)
            } catch let error as StoreError where error.code == .damaged {
                try remove(part)
                throw StoreError(.badCopy, during: "restore", detail: error.detail)
            }
            let isThere = ["", "-wal"].contains { FileManager.default.fileExists(atPath: store + $0) }
            let aside = isThere ? try SQLiteStore.setAside(path: store, mark: mark, as: "replaced") : nil
            try StoreMark(of: store).expect(copy: part)
            try FileManager.default.moveItem(atPath: part, toPath: store)
            return aside
        } catch {
            throw StoreError(error, during: "restore")
        }
    }

    /// A store of this program, or of an older one.
    private func check(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? copy.close() }
        try copy.read { database in
            guard try database.tableExists("grdb_migrations"), try database.tableExists("patron") else {
                throw StoreError(.damaged, during: "restore", detail: "it is no store of this program")
            }
            if try Schema.migrator.hasBeenSuperseded(database) { throw StoreError(.tooNew, during: "restore") }
        }
    }
}
