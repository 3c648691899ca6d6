internal import GRDB
public import LibraryModel

extension SQLiteStore: AccountStore {
    public func account(of patron: PatronID) async throws(StoreError) -> Account? {
        try await read("account") { database in
            try database.row("SELECT * FROM account WHERE patron = ?", [patron.rawValue]).map(Account.init)
        }
    }

    public func setPasswords(_ accounts: [Account]) async throws(StoreError) {
        try await write("set passwords", turn: .chore) { database in
            for account in accounts {
                guard try database.knows(account.patron) else {
                    throw StoreError(.other, during: "set passwords", detail: "patron \(account.patron.masked) is not known")
                }
                try database.put(account)
            }
        }
    }

    public func replaceHash(_ old: String, with new: String, of patron: PatronID) async throws(StoreError) -> Bool {
        try await write("replace hash") { database in
            try database.run(
                "UPDATE account SET password_hash = ? WHERE patron = ? AND password_hash = ?", [new, patron.rawValue, old])
            return database.changesCount > 0
        }
    }

    public func noteTry(of patron: PatronID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int {
        try await write("note try") { database in
            try database.run(
                """
                UPDATE account SET wrong_tries = CASE WHEN ? = 1 THEN 0 ELSE wrong_tries + 1 END, last_try_at = ?
                WHERE patron = ?
                """, [isRight ? 1 : 0, time.milliseconds, patron.rawValue])
            return try database.count("SELECT wrong_tries FROM account WHERE patron = ?", [patron.rawValue])
        }
    }

    public func unknownPatrons(among patrons: [PatronID]) async throws(StoreError) -> Set<PatronID> {
        try await read("unknown patrons") { database in
            Set(try patrons.filter { try !database.knows($0) })
        }
    }

    /// How many patrons have a local account; for whoever looks after the machine.
    public func accountCount() async throws(StoreError) -> Int {
        try await read("account count") { database in try database.count("SELECT count(*) FROM account") }
    }
}

extension Database {
    fileprivate func knows(_ patron: PatronID) throws -> Bool {
        try row("SELECT id FROM patron WHERE id = ?", [patron.rawValue]) != nil
    }

    fileprivate func put(_ account: Account) throws {
        try run(
            """
            INSERT INTO account (patron, password_hash, must_change, wrong_tries, last_try_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (patron) DO UPDATE SET password_hash = excluded.password_hash,
                must_change = excluded.must_change, wrong_tries = excluded.wrong_tries, last_try_at = excluded.last_try_at
            """,
            [
                account.patron.rawValue, account.passwordHash, account.mustChange ? 1 : 0, account.wrongTries,
                account.lastTryAt?.milliseconds,
            ])
    }
}

extension Account {
    fileprivate init(_ row: Columns) throws(StoreError) {
        self.init(
            patron: try row.patronID("patron"), passwordHash: try row.text("password_hash"),
            mustChange: try row.integer("must_change") == 1, wrongTries: try row.integer("wrong_tries"),
            lastTryAt: try row.optionalTime("last_try_at"))
    }
}
