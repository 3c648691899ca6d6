internal import GRDB
internal import LibraryModel
internal import Synchronization

extension SQLiteStore {
    /// What the start found and what has become of it; shown until it is mended.
    struct StartFindings: Sendable {
        /// A log lay there that nobody had closed.
        var wasUnclean = false
        var pages: [String] = []
    }

    /// The program that had the store before did not close it.
    public var stoppedUncleanly: Bool { start.withLock { $0.wasUnclean } }

    /// Looks at every page after an unclean stop, beside everybody; answers what is wrong. After a clean stop nobody needs
    /// to look: SQLite closed the store itself.
    public func checkAfterUncleanStop() async throws(StoreError) -> [String] {
        guard let path, stoppedUncleanly else { return [] }
        let found = try await onReader("check pages") { try PageCheck.findings(in: path, whole: false) }
        start.withLock { ($0.pages, $0.wasUnclean) = (found.map { "damaged: \($0)" }, !found.isEmpty) }
        return found
    }

    /// What was lost with a damaged log, until somebody has counted.
    func noteLost(_ words: String) throws {
        try database.write { database in
            try database.run(
                "INSERT INTO setting (key, value) VALUES ('records_lost', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [words])
        }
    }

    /// What was lost with a damaged log, in plain words; nil when nothing was, or somebody has counted since.
    public func recordsLost() async throws(StoreError) -> String? {
        try await read("records lost") { try $0.recordsLost() }
    }

    /// Closes the store. The log is taken over and emptied first, which is what tells the next start that all is well.
    public func close() throws(StoreError) {
        do {
            if path != nil { try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
            try database.close()
        } catch { throw StoreError(error, during: "close") }
    }
}

extension Database {
    func recordsLost() throws -> String? { try row("SELECT value FROM setting WHERE key = 'records_lost'")?.text("value") }
}
