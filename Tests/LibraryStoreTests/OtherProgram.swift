import GRDB

/// Another program with the store's file open, such as somebody's sqlite3 shell.
struct OtherProgram {
    private let database: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    func run(_ sql: String) throws {
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// All answers of one column.
    func texts(_ sql: String, column: String) throws -> [String] {
        try database.writeWithoutTransaction { database in
            try Row.fetchAll(database, sql: sql).compactMap { $0[column] }
        }
    }
}
