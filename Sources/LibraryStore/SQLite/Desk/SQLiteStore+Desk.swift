internal import GRDB
public import LibraryModel

extension SQLiteStore: DeskStore {
    public func perform(
        _ task: DeskTask, by slip: ActSlip, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> ActOutcome {
        if task.looksAtViolations { try await settleAll(at: clock, under: terms) }
        let (offset, keepsDeadlines) = (options.offset, options.terms != nil)
        return try await write("desk act") { database in
            let act = DeskTransaction(
                database: database, slip: slip, clock: clock, terms: terms, offset: offset, keepsDeadlines: keepsDeadlines)
            return try act.run(task)
        }
    }

    public func claim(_ words: String, by slip: ActSlip) async throws(StoreError) -> ActClaim {
        try await write("claim") { try $0.claim(words, by: slip) }
    }

    public func release(_ slip: ActSlip) async throws(StoreError) {
        guard let once = slip.once else { return }
        try await write("release") { database in
            try database.run(
                "DELETE FROM act_submission WHERE login = ? AND word = ? AND act = ?",
                [slip.who.rawValue, once.word, "\(slip.id)"])
        }
    }

    public func acts(_ query: ActQuery) async throws(StoreError) -> [ActRecord] {
        try await read("acts") { database in
            try database.rows(
                "SELECT * FROM staff_act WHERE at >= ? AND at < ? AND id < ? ORDER BY at DESC, id DESC LIMIT ?",
                [
                    query.from?.milliseconds ?? 0, query.until?.milliseconds ?? Int64.max,
                    query.before.map { "\($0)" } ?? "g", min(max(query.limit, 0), StoreLimits.page),
                ]
            ).map(ActRecord.init)
        }
    }

    public func act(_ id: RecordID) async throws(StoreError) -> ActRecord? {
        try await read("act") { try $0.act(id) }
    }

    public func appeals() async throws(StoreError) -> [Appeal] {
        try await read("appeals") { database in
            try database.rows("SELECT * FROM appeal ORDER BY at DESC, booking LIMIT ?", [StoreLimits.page]).map(Appeal.init)
        }
    }
}

extension DeskTask {
    /// What is shown can be waived only when it is written down.
    fileprivate var looksAtViolations: Bool {
        switch self {
        case .waive, .waiveOutage: true
        default: false
        }
    }
}
