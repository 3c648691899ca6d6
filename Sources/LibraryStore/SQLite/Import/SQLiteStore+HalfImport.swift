internal import GRDB

extension SQLiteStore {
    public func halfImport() async throws(StoreError) -> HalfImport? {
        try await read("staged imports") { try $0.halfImport() }
    }

    /// Needs no clock: the file came with the instant that its rows are taken over with. Ends early when its task is
    /// cancelled.
    public func finishImport(_ half: HalfImport) async throws(StoreError) {
        if half.isWhole {
            _ = try await takeOver(half.number) { _ in }
        } else {
            try await write("forget import", turn: .chore) { database in
                try database.run("UPDATE staged_import SET rows = -1 WHERE number = ? AND rows IS NULL", [half.number])
            }
            try await forgetImports()
        }
    }

    /// Takes over what whole files have left behind, and forgets files that never became whole.
    func finishImports() async throws(StoreError) {
        try await forgetImports()
        while !Task.isCancelled, let half = try await halfImport(), half.isWhole { try await finishImport(half) }
    }

    /// Forgets files that never became whole and never will.
    func forgetImports() async throws(StoreError) {
        while !Task.isCancelled {
            let number = try await read("staged imports") { database in
                try database.row("SELECT number FROM staged_import WHERE rows < 0 ORDER BY number LIMIT 1")?.integer("number")
            }
            guard let number else { return }
            while !Task.isCancelled, try await write("forget import", turn: .chore, { try $0.forgetSome(of: number) }) {}
        }
    }
}

extension Database {
    /// The oldest. Rows come and leave in their order, so the first and the last that wait say how many do, without counting.
    func halfImport() throws -> HalfImport? {
        let file = try row(
            """
            SELECT number, kind, rows IS NOT NULL AS whole,
                COALESCE(rows, (SELECT MAX(position) + 1 FROM staged_row WHERE staged_row.number = staged_import.number), 0) AS rows,
                (SELECT MIN(position) FROM staged_row WHERE staged_row.number = staged_import.number) AS next
            FROM staged_import WHERE rows IS NULL OR rows >= 0 ORDER BY number LIMIT 1
            """)
        guard let file else { return nil }
        let rows = try file.integer("rows")
        return HalfImport(
            number: try file.integer("number"), kind: try file.text("kind"), isWhole: try file.integer("whole") == 1, rows: rows,
            left: rows - (try file.optionalInteger("next") ?? rows))
    }

    /// False when nothing of it is left.
    fileprivate func forgetSome(of number: Int) throws -> Bool {
        try run(
            """
            DELETE FROM staged_row WHERE number = ? AND position IN (
                SELECT position FROM staged_row WHERE number = ? ORDER BY position LIMIT ?)
            """, [number, number, StoreLimits.stageBatch])
        guard changesCount < StoreLimits.stageBatch else { return true }
        try run("DELETE FROM staged_import WHERE number = ?", [number])
        return false
    }
}
