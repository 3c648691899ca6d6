internal import GRDB
internal import LibraryModel

/// How every change and every question reaches the database.
extension SQLiteStore {
    /// Runs `body` in one IMMEDIATE transaction; commits when it returns, rolls back when it throws.
    ///
    /// It is not cut short when the caller's task is cancelled: a passage during shutdown is still recorded. Who waits is
    /// called by `turn`; when too many do, the store is busy.
    func write<Value: Sendable>(
        _ name: String, turn: WriteTurn = .person, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let value = try await turned(name, turn, body)
        if turn == .chore, let rest = options.rest { await rest() }
        return value
    }

    private func turned<Value: Sendable>(
        _ name: String, _ turn: WriteTurn, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await timed(name) { waiting in
            let isTaken = queue.enter(turn) { [opening, queue, owed, path, options] in
                opening.use { opened in
                    guard case .success(let opened) = opened else {
                        queue.leave()
                        return waiting.resume(returning: Self.failure(of: opened))
                    }
                    opened.database.asyncWriteWithoutTransaction { database in
                        let outcome = Self.outcome(of: name) {
                            try Self.change(name, database, opened.presence, owed, options, body)
                        }
                        queue.leave()
                        waiting.resume(returning: outcome.mapError { $0.naming(whoHolds: path) })
                    }
                }
            }
            if !isTaken { waiting.resume(returning: .failure(StoreError(.busy, during: name, detail: "\(turn.most) wait"))) }
        }
    }

    private static func change<Value>(
        _ name: String, _ database: Database, _ presence: StorePresence?, _ owed: OwedChange,
        _ options: Options, _ body: (Database) throws -> Value
    ) throws -> Value {
        let steps = options.steps
        try presence?.check()
        try presence?.keepDoubt(of: options.terms, in: database)
        try owed.pay(to: database)
        if steps != nil { _ = StepCount.take(from: database) }
        var value: Value?
        try database.inTransaction(.immediate) {
            try presence?.checkLog()
            value = try body(database)
            return .commit
        }
        steps?(name, StepCount.take(from: database))
        // What was written into a file that has gone meanwhile is not kept.
        try presence?.check()
        try presence?.checkLog()
        guard let value else { throw StoreError(.other, during: name, detail: "no value") }
        return value
    }

    /// Runs `body` on one consistent state of the store, beside any change.
    func read<Value: Sendable>(
        _ name: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        try await timed(name) { [opening] waiting in
            opening.use { opened in
                guard case .success(let opened) = opened else { return waiting.resume(returning: Self.failure(of: opened)) }
                opened.database.asyncRead { database in
                    waiting.resume(returning: Self.outcome(of: name) {
                        try opened.presence?.check()
                        return try body(database.get())
                    })
                }
            }
        }
    }

    private static func failure<Value>(of opened: Result<OpenedStore, StoreError>) -> Result<Value, StoreError> {
        if case .failure(let error) = opened { .failure(error) } else { .failure(StoreError(.other, during: "open")) }
    }

    /// Runs what blocks on a thread of the readers, whose connection it leaves alone.
    func onReader<Value: Sendable>(
        _ name: String, _ body: @escaping @Sendable () throws -> Value
    ) async throws(StoreError) -> Value {
        try await read(name) { _ in try body() }
    }

    /// Waits for what `start` brings about, and says how long that took.
    private func timed<Value: Sendable>(
        _ name: String, _ start: (CheckedContinuation<Result<Value, StoreError>, Never>) -> Void
    ) async throws(StoreError) -> Value {
        let begin = options.timing?.now()
        let outcome = await withCheckedContinuation(start)
        if let timing = options.timing, let begin {
            let failed = if case .failure = outcome { true } else { false }
            timing.note(name, timing.now() - begin, failed)
        }
        return try outcome.get()
    }

    private static func outcome<Value>(of name: String, _ body: () throws -> Value) -> Result<Value, StoreError> {
        do { return .success(try body()) } catch { return .failure(StoreError(error, during: name)) }
    }
}

extension StoreError {
    /// Whoever reads it learns which program to end.
    func naming(whoHolds path: String?) -> Self {
        guard code == .locked, let path, let process = StoreUsers.writer(of: path) else { return self }
        return Self(code, during: statement, detail: StoreUsers.words(process))
    }

    /// Turns whatever SQLite or our own code threw into the error of this target.
    init(_ error: any Error, during statement: String) {
        if let own = error as? StoreError {
            self.init(own.code, during: statement, detail: own.detail)
        } else if let refused = error as? DatabaseError {
            let code: Code = switch refused.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_FULL: .diskFull
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
            // There is no room for the index of the log.
            case .SQLITE_IOERR where refused.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .diskFull
            case .SQLITE_IOERR: .diskFault
            case .SQLITE_CANTOPEN: .readOnly
            default: .other
            }
            self.init(
                code, during: statement,
                detail: "SQLite \(refused.extendedResultCode.rawValue) \(refused.message ?? "")")
        } else {
            self.init(.other, during: statement, detail: String(describing: type(of: error)))
        }
    }
}

extension Database {
    /// Runs a statement that answers nothing; it is compiled once and kept.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of the answer.
    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Columns? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments).map(Columns.init)
    }

    /// All rows of the answer; the statement bounds them.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Columns] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments).map(Columns.init)
    }

    /// The first column of the first row; zero when there is none.
    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: sql), arguments: arguments) ?? 0
    }
}
