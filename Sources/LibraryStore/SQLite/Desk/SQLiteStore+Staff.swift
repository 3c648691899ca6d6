internal import GRDB
public import LibraryModel

extension SQLiteStore: StaffStore {
    public func staff() async throws(StoreError) -> [StaffAccount] {
        try await read("staff") { database in
            try database.rows("SELECT * FROM staff ORDER BY login LIMIT ?", [StoreLimits.page]).map(StaffAccount.init)
        }
    }

    public func staff(_ id: StaffID) async throws(StoreError) -> StaffAccount? {
        try await read("staff") { try $0.staff(id) }
    }

    public func add(_ account: StaffAccount) async throws(StoreError) -> Bool {
        try await write("add staff") { database in
            try database.run(
                """
                INSERT INTO staff (login, name, role, password_hash, must_change, wrong_tries, last_try_at, made_at,
                    closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (login) DO NOTHING
                """,
                [
                    account.id.rawValue, account.name, account.role.rawValue, account.passwordHash,
                    account.mustChange ? 1 : 0, account.wrongTries, account.lastTryAt?.milliseconds,
                    account.madeAt.milliseconds, account.closedAt?.milliseconds,
                ])
            return database.changesCount > 0
        }
    }

    public func change(_ id: StaffID, _ change: StaffChange) async throws(StoreError) -> Bool {
        try await write("change staff") { database in
            switch change {
            case .role(let role):
                try database.run(
                    "UPDATE staff SET role = ? WHERE login = ? AND closed_at IS NULL", [role.rawValue, id.rawValue])
            case .password(let hash, let mustChange, _):
                try database.run(
                    """
                    UPDATE staff SET password_hash = ?, must_change = ?, wrong_tries = 0, last_try_at = NULL
                    WHERE login = ? AND closed_at IS NULL
                    """, [hash, mustChange ? 1 : 0, id.rawValue])
            case .closed(let time):
                try database.run(
                    "UPDATE staff SET closed_at = ? WHERE login = ? AND closed_at IS NULL", [time.milliseconds, id.rawValue])
            }
            guard database.changesCount > 0 else { return false }
            switch change {
            case .role: break
            case .password(_, _, let kept): try database.endSessions(of: id, except: kept)
            case .closed: try database.endSessions(of: id, except: nil)
            }
            return true
        }
    }

    public func noteTry(of id: StaffID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int {
        try await write("note try") { database in
            try database.run(
                """
                UPDATE staff SET wrong_tries = CASE WHEN ? = 1 THEN 0 ELSE wrong_tries + 1 END, last_try_at = ?
                WHERE login = ?
                """, [isRight ? 1 : 0, time.milliseconds, id.rawValue])
            return try database.count("SELECT wrong_tries FROM staff WHERE login = ?", [id.rawValue])
        }
    }

    public func replaceHash(_ old: String, with new: String, of id: StaffID) async throws(StoreError) -> Bool {
        try await write("replace hash") { database in
            try database.run(
                "UPDATE staff SET password_hash = ? WHERE login = ? AND password_hash = ?", [new, id.rawValue, old])
            return database.changesCount > 0
        }
    }

    public func open(_ session: StaffSession) async throws(StoreError) {
        try await write("open session") { database in
            try database.run(
                "INSERT INTO staff_session (id, login, opened_at, ends_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                [
                    "\(session.id)", session.staff.rawValue, session.openedAt.milliseconds, session.endsAt.milliseconds,
                ])
        }
    }

    public func staffSession(
        _ id: RecordID, at time: WallTime
    ) async throws(StoreError) -> (session: StaffSession, account: StaffAccount)? {
        try await read("session") { database in
            let row = try database.row(
                "SELECT * FROM staff_session WHERE id = ? AND ends_at > ?", ["\(id)", time.milliseconds])
            guard let session = try row.map(StaffSession.init), let account = try database.staff(session.staff),
                account.closedAt == nil
            else { return nil }
            return (session, account)
        }
    }

    public func closeStaffSession(_ id: RecordID) async throws(StoreError) {
        try await write("close session") { try $0.run("DELETE FROM staff_session WHERE id = ?", ["\(id)"]) }
    }
}

extension Database {
    fileprivate func staff(_ id: StaffID) throws -> StaffAccount? {
        try row("SELECT * FROM staff WHERE login = ?", [id.rawValue]).map(StaffAccount.init)
    }

    fileprivate func endSessions(of id: StaffID, except kept: RecordID?) throws {
        try run("DELETE FROM staff_session WHERE login = ? AND id <> ?", [id.rawValue, kept.map { "\($0)" } ?? ""])
    }
}

extension StaffAccount {
    fileprivate init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.staffID("login"), name: try row.text("name"), role: try row.word("role"),
            passwordHash: try row.text("password_hash"), mustChange: try row.integer("must_change") == 1,
            wrongTries: try row.integer("wrong_tries"), lastTryAt: try row.optionalTime("last_try_at"),
            madeAt: try row.time("made_at"), closedAt: try row.optionalTime("closed_at"))
    }
}

extension StaffSession {
    fileprivate init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), staff: try row.staffID("login"), openedAt: try row.time("opened_at"),
            endsAt: try row.time("ends_at"))
    }
}

extension Columns {
    fileprivate func staffID(_ column: String) throws(StoreError) -> StaffID { try word(column) }
}
