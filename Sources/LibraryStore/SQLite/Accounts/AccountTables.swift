internal import GRDB

/// Migration 3: local accounts, signed-in devices and access tokens. Secrets are here as hashes only.
enum AccountTables {
    /// Stored in the database; stable.
    static let identifier = "3 accounts"

    @Sendable static func apply(to database: Database) throws {
        for sql in [accounts, sessions, tokens] { try database.execute(sql: sql) }
    }

    private static let accounts = """
        CREATE TABLE account (
            patron TEXT NOT NULL PRIMARY KEY REFERENCES patron (id),
            password_hash TEXT NOT NULL CHECK (length(password_hash) BETWEEN 1 AND 200),
            must_change SMALLINT NOT NULL CHECK (must_change IN (0, 1)),
            wrong_tries BIGINT NOT NULL CHECK (wrong_tries >= 0),
            last_try_at BIGINT
        );
        """

    private static let sessions = """
        CREATE TABLE session (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            patron TEXT NOT NULL REFERENCES patron (id),
            opened_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL,
            by_password SMALLINT NOT NULL CHECK (by_password IN (0, 1))
        );
        CREATE INDEX session_by_patron ON session (patron);
        CREATE INDEX session_by_end ON session (ends_at);
        """

    /// A withdrawn token stays, so that an old record can be understood; its name may be used again.
    private static let tokens = """
        CREATE TABLE access_token (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) BETWEEN 1 AND 200),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
            scope TEXT NOT NULL CHECK (scope IN ('import', 'kiosk')),
            made_at BIGINT NOT NULL,
            withdrawn_at BIGINT
        );
        CREATE UNIQUE INDEX access_token_by_name ON access_token (name) WHERE withdrawn_at IS NULL;
        """
}
