internal import GRDB

/// The migration that keeps what staff want of a lane over a restart.
///
/// Plain SQL that PostgreSQL takes as well; units and ids as in ``FirstTables``.
enum LaneTables {
    /// Stored in the database; stable.
    static let identifier = "6 lanes"

    @Sendable static func apply(to database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE lane_standing (
                    lane TEXT NOT NULL PRIMARY KEY,
                    gate TEXT NOT NULL,
                    hold SMALLINT NOT NULL CHECK (hold IN (0, 1)),
                    open SMALLINT NOT NULL CHECK (open IN (0, 1)),
                    since_at BIGINT NOT NULL
                );
                """)
    }
}
