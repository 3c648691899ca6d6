internal import Foundation
internal import GRDB

/// What looking at the pages of a store has found.
enum PageCheck {
    /// A reader of its own looks, so that nobody waits: about 1 s for each 200 MB.
    ///
    /// - Parameter whole: also compares each index with its table, which finds what the quick check passes and takes longer.
    static func findings(in path: String, whole: Bool) throws(StoreError) -> [String] {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let database = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? database.close() }
            return try database.read { database in try findings(in: database, whole: whole) }
        } catch {
            // Damage that SQLite does not get past is a finding too.
            let error = StoreError(error, during: "check pages")
            guard error.code == .damaged else { throw error }
            return [error.detail]
        }
    }

    static func findings(in database: Database, whole: Bool) throws -> [String] {
        let found = try String.fetchAll(database, sql: whole ? "PRAGMA integrity_check(10)" : "PRAGMA quick_check(10)")
            .filter { $0 != "ok" }
        if let fault = found.first(where: isDiskFault) { throw StoreError(.diskFault, during: "check pages", detail: fault) }
        return found
    }

    /// SQLite writes what a disk could not read among its findings, by the number of its error: 10 is SQLITE_IOERR.
    static func isDiskFault(_ finding: String) -> Bool {
        guard let number = finding.components(separatedBy: "error code=").dropFirst().first else { return false }
        return Int(number.prefix { $0.isNumber }).map { $0 & 0xFF == 10 } ?? false
    }
}
