internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func open(_ session: Session) async throws(StoreError) {
        try await write("open session") { database in
            try database.run(
                """
                INSERT INTO session (id, patron, opened_at, ends_at, by_password) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                [
                    "\(session.id)", session.patron.rawValue, session.openedAt.milliseconds, session.endsAt.milliseconds,
                    session.isByPassword ? 1 : 0,
                ])
        }
    }

    public func session(_ id: RecordID, at time: WallTime) async throws(StoreError) -> Session? {
        try await read("session") { database in
            try database.row("SELECT * FROM session WHERE id = ? AND ends_at > ?", ["\(id)", time.milliseconds])
                .map(Session.init)
        }
    }

    public func close(_ session: RecordID) async throws(StoreError) {
        try await write("close session") { try $0.run("DELETE FROM session WHERE id = ?", ["\(session)"]) }
    }

    public func closeSessions(of patron: PatronID, except kept: RecordID?) async throws(StoreError) {
        try await write("close sessions") { database in
            try database.run(
                "DELETE FROM session WHERE patron = ? AND id <> ?", [patron.rawValue, kept.map { "\($0)" } ?? ""])
        }
    }
}

extension Session {
    fileprivate init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), patron: try row.patronID("patron"), openedAt: try row.time("opened_at"),
            endsAt: try row.time("ends_at"), isByPassword: try row.integer("by_password") == 1)
    }
}
