internal import GRDB
internal import LibraryModel

/// A file on its way in, in steps of bounded length between which lanes get their turn. All or nothing: its rows wait
/// beside the tables until the last is there, and that one write decides. Before it nothing counts, and a restart leaves
/// nothing; after it everything will, and whoever keeps the store next goes on where a stop left off.
///
/// Whoever reads meanwhile sees some rows of the file and not yet others, each of them whole. A row says nothing about any
/// other row of its file, so what is seen is what two files would have led to, one after the other.
struct StagedImport {
    let store: SQLiteStore
    let time: WallTime
    let tell: @Sendable (ImportProgress) -> Void

    /// Takes the rows over; a few at once, many by way of the staging table.
    func run<Row: StagedRow>(_ rows: [Row]) async throws(StoreError) -> ImportCounts {
        guard rows.count > StoreLimits.importBatch else {
            let time = time
            return try await store.write("import \(Row.kind)", turn: .chore) { database in
                var counts = ImportCounts()
                for row in rows { counts.note(try row.apply(to: database, at: time)) }
                return counts
            }
        }
        let number = try await stage(rows)
        return try await store.takeOver(number) { done in tell(ImportProgress(done: rows.count + done, of: 2 * rows.count)) }
    }

    /// Answers the number of the import once all its rows are on disk and it cannot come to nothing any more.
    private func stage<Row: StagedRow>(_ rows: [Row]) async throws(StoreError) -> Int {
        let time = time
        let number = try await store.write("stage import", turn: .chore) { database in
            // An earlier one that never became whole, or is just being made by somebody else, ends here.
            try database.run("UPDATE staged_import SET rows = -1 WHERE rows IS NULL")
            let number = try database.count("SELECT COALESCE(MAX(number), 0) + 1 FROM staged_import")
            try database.run(
                "INSERT INTO staged_import (number, kind, at) VALUES (?, ?, ?)", [number, Row.kind, time.milliseconds])
            return number
        }
        for first in stride(from: 0, to: rows.count, by: StoreLimits.stageBatch) {
            let batch = Array(rows[first..<min(first + StoreLimits.stageBatch, rows.count)])
            try await store.write("stage import", turn: .chore) { database in
                try database.checkIsStaging(number)
                for (offset, row) in batch.enumerated() {
                    try database.run(
                        "INSERT INTO staged_row (number, position, body) VALUES (?, ?, ?)", [number, first + offset, row.body])
                }
            }
            tell(ImportProgress(done: first + batch.count, of: 2 * rows.count))
        }
        try await store.write("stage import", turn: .chore) { database in
            try database.checkIsStaging(number)
            try database.run("UPDATE staged_import SET rows = ? WHERE number = ?", [rows.count, number])
        }
        return number
    }
}

extension Database {
    fileprivate func checkIsStaging(_ number: Int) throws {
        guard try row("SELECT number FROM staged_import WHERE number = ? AND rows IS NULL", [number]) != nil else {
            throw StoreError(.other, during: "stage import", detail: "another import began meanwhile")
        }
    }
}

extension SQLiteStore {
    /// Moves the staged rows of a whole file to their places, step by step. A row leaves the staging table in the
    /// transaction that takes it over, so each is taken once, whoever goes on. Ends early when its task is cancelled: the
    /// program stops, and the next one goes on.
    func takeOver(_ number: Int, _ tell: (Int) -> Void) async throws(StoreError) -> ImportCounts {
        var (counts, done) = (ImportCounts(), 0)
        while !Task.isCancelled {
            let step = try await write("import rows", turn: .chore) { try $0.takeOverSome(of: number) }
            counts.added += step.added
            counts.changed += step.changed
            counts.unchanged += step.unchanged
            let taken = step.added + step.changed + step.unchanged
            done += taken
            tell(done)
            if taken < StoreLimits.importBatch { return counts }
        }
        return counts
    }
}

extension Database {
    fileprivate func takeOverSome(of number: Int) throws -> ImportCounts {
        var counts = ImportCounts()
        // Not what is only being staged: the number of a file that somebody else has finished may be given to the next.
        let whole = "SELECT kind, at FROM staged_import WHERE number = ? AND rows >= 0"
        guard let file = try row(whole, [number]) else { return counts }
        let (kind, time) = (try file.text("kind"), try file.time("at"))
        let staged = try rows(
            "SELECT position, body FROM staged_row WHERE number = ? ORDER BY position LIMIT ?", [number, StoreLimits.importBatch])
        for row in staged {
            let body = try row.text("body")
            let read: (any StagedRow)? = kind == PatronRow.kind ? PatronRow(body: body) : BookingRow(body: body)
            guard let read else { throw StoreError(.damaged, during: "import rows", detail: "a staged row cannot be read") }
            counts.note(try read.apply(to: self, at: time))
            try run("DELETE FROM staged_row WHERE number = ? AND position = ?", [number, try row.integer("position")])
        }
        if staged.count < StoreLimits.importBatch { try run("DELETE FROM staged_import WHERE number = ?", [number]) }
        return counts
    }
}
