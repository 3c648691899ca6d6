internal import GRDB

/// Migration 4: tokens that may ask for the exact status, and samples of how full each campus was.
enum StatusTables {
    /// Stored in the database; stable.
    static let identifier = "4 status"

    @Sendable static func apply(to database: Database) throws {
        for sql in [tokens, samples] { try database.execute(sql: sql) }
    }

    /// A bound on a column cannot be widened in place, so the table is made anew with its rows.
    private static let tokens = """
        CREATE TABLE access_token_wider (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) BETWEEN 1 AND 200),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
            scope TEXT NOT NULL CHECK (scope IN ('import', 'kiosk', 'status')),
            made_at BIGINT NOT NULL,
            withdrawn_at BIGINT
        );
        INSERT INTO access_token_wider (hash, name, scope, made_at, withdrawn_at)
            SELECT hash, name, scope, made_at, withdrawn_at FROM access_token;
        DROP TABLE access_token;
        ALTER TABLE access_token_wider RENAME TO access_token;
        CREATE UNIQUE INDEX access_token_by_name ON access_token (name) WHERE withdrawn_at IS NULL;
        """

    /// Counts without persons, one row a campus each five minutes.
    private static let samples = """
        CREATE TABLE occupancy_sample (
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            at BIGINT NOT NULL CHECK (at % 300000 = 0),
            inside BIGINT NOT NULL CHECK (inside >= 0),
            reserved BIGINT NOT NULL CHECK (reserved >= 0),
            PRIMARY KEY (campus, at)
        );
        CREATE INDEX occupancy_sample_by_time ON occupancy_sample (at);
        """
}
