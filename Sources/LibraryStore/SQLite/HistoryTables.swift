internal import GRDB

/// Migration 7: what lets a decision read open and counting rows only, however much history there is; what a patron did
/// today; and where an import waits until it is whole.
///
/// Plain SQL that PostgreSQL takes as well; units and ids as in ``FirstTables``.
enum HistoryTables {
    /// Stored in the database; stable.
    static let identifier = "7 history"

    @Sendable static func apply(to database: Database) throws {
        for sql in [reading, tallies, imports] { try database.execute(sql: sql) }
    }

    /// A visit names its patron while it is open, so that nobody looks for it through all that the patron ever booked.
    private static let reading = """
        ALTER TABLE visit ADD COLUMN patron TEXT;
        UPDATE visit SET patron = (SELECT booking.patron FROM booking WHERE booking.id = visit.booking)
            WHERE state IN ('reserved', 'inside') AND booking IS NOT NULL;
        CREATE INDEX visit_open_by_patron ON visit (patron) WHERE state IN ('reserved', 'inside');
        CREATE INDEX booking_used_by_patron ON booking (patron, ends_at)
            WHERE state IN ('completed', 'no_show', 'not_signed_out');
        CREATE INDEX violation_counting_by_patron ON violation (patron, at) WHERE waived_at IS NULL;
        CREATE INDEX unmatched_exit_settled ON unmatched_exit (at) WHERE settled_at IS NOT NULL;
        """

    /// One row a patron and day, so that a bound is kept without counting.
    private static let tallies = """
        CREATE TABLE booking_tally (
            patron TEXT NOT NULL,
            day TEXT NOT NULL CHECK (length(day) = 10),
            made BIGINT NOT NULL CHECK (made >= 0),
            cancelled BIGINT NOT NULL CHECK (cancelled >= 0),
            PRIMARY KEY (patron, day)
        );
        CREATE INDEX booking_tally_by_day ON booking_tally (day);
        """

    /// `number` counts the files. `body` is a row of the file as JSON; `rows` is set when the file is whole.
    private static let imports = """
        CREATE TABLE staged_import (
            number BIGINT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('patrons', 'bookings')),
            at BIGINT NOT NULL,
            rows BIGINT
        );
        CREATE TABLE staged_row (
            number BIGINT NOT NULL REFERENCES staged_import (number),
            position BIGINT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (number, position)
        );
        """
}
