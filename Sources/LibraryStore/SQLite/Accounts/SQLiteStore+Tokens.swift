internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func add(_ token: AccessToken) async throws(StoreError) {
        try await write("add token") { database in
            let isTaken = try database.row(
                "SELECT hash FROM access_token WHERE name = ? AND withdrawn_at IS NULL", [token.name]) != nil
            guard !isTaken else { throw StoreError(.other, during: "add token", detail: "a token of this name is there") }
            try database.run(
                "INSERT INTO access_token (hash, name, scope, made_at) VALUES (?, ?, ?, ?)",
                [token.hash, token.name, token.scope.rawValue, token.madeAt.milliseconds])
        }
    }

    public func tokens() async throws(StoreError) -> [AccessToken] {
        try await read("tokens") { database in
            try database.rows(
                "SELECT * FROM access_token WHERE withdrawn_at IS NULL ORDER BY name LIMIT ?", [StoreLimits.page]
            ).map(AccessToken.init)
        }
    }

    public func token(hash: String) async throws(StoreError) -> AccessToken? {
        try await read("token") { database in
            try database.row("SELECT * FROM access_token WHERE hash = ? AND withdrawn_at IS NULL", [hash])
                .map(AccessToken.init)
        }
    }

    public func withdrawToken(named name: String, at time: WallTime) async throws(StoreError) -> Bool {
        try await write("withdraw token") { database in
            try database.run(
                "UPDATE access_token SET withdrawn_at = ? WHERE name = ? AND withdrawn_at IS NULL",
                [time.milliseconds, name])
            return database.changesCount > 0
        }
    }
}

extension AccessToken {
    fileprivate init(_ row: Columns) throws(StoreError) {
        self.init(
            name: try row.text("name"), scope: try row.word("scope"), hash: try row.text("hash"),
            madeAt: try row.time("made_at"))
    }
}
