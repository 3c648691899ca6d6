internal import GRDB
internal import GRDBSQLite

/// What SQLite did for a transaction, counted exactly and the same on every machine: the steps of its virtual machine, of
/// which each row that is read or written takes a few.
enum StepCount {
    /// Counts the steps since the last call; the statements of the transactions are all kept, so all are there.
    static func take(from database: Database) -> Int {
        guard let connection = unsafe database.sqliteConnection else { return 0 }
        var (steps, statement) = (0, unsafe sqlite3_next_stmt(connection, nil))
        while let current = unsafe statement {
            steps += Int(unsafe sqlite3_stmt_status(current, SQLITE_STMTSTATUS_VM_STEP, 1))
            unsafe statement = unsafe sqlite3_next_stmt(connection, current)
        }
        return steps
    }
}
