internal import GRDB

/// Migration 2: what follows from a booking, faults of the house, dated exceptions, submissions.
///
/// Plain SQL that PostgreSQL takes as well; units and ids as in ``FirstTables``.
enum BookingTables {
    /// Stored in the database; stable.
    static let identifier = "2 bookings"

    @Sendable static func apply(to database: Database) throws {
        for sql in [bookings, violations, house, submissions, past] { try database.execute(sql: sql) }
    }

    /// The partial indexes hold open bookings only, a few thousand at most. SQLite uses one only when a statement
    /// repeats its condition word for word.
    private static let bookings = """
        ALTER TABLE booking ADD COLUMN ended_at BIGINT;
        ALTER TABLE booking ADD COLUMN released_why TEXT
            CHECK (released_why IN ('turned_away', 'house_fault', 'closed'));
        DROP INDEX booking_by_patron;
        CREATE INDEX booking_by_patron ON booking (patron, ends_at);
        CREATE INDEX booking_open_by_patron ON booking (patron) WHERE state IN ('booked', 'checked_in', 'in_use');
        CREATE INDEX booking_open_by_campus ON booking (campus, starts_at, ends_at, state)
            WHERE state IN ('booked', 'checked_in', 'in_use');
        CREATE INDEX booking_booked_by_start ON booking (starts_at, ends_at, patron) WHERE state = 'booked';
        CREATE INDEX booking_checked_in_by_end ON booking (ends_at, patron) WHERE state = 'checked_in';
        CREATE INDEX booking_in_use_by_end ON booking (campus, ends_at, patron) WHERE state = 'in_use';
        CREATE INDEX booking_by_last_change ON booking (ended_at);
        """

    private static let violations = """
        CREATE TABLE violation (
            booking TEXT NOT NULL PRIMARY KEY REFERENCES booking (id),
            patron TEXT NOT NULL,
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            kind TEXT NOT NULL CHECK (kind IN ('no_show', 'not_signed_out')),
            at BIGINT NOT NULL,
            waived_at BIGINT,
            waived_by TEXT,
            waived_why TEXT,
            CHECK ((waived_at IS NULL) = (waived_by IS NULL)),
            CHECK ((waived_at IS NULL) = (waived_why IS NULL))
        );
        CREATE INDEX violation_by_patron ON violation (patron, at);
        CREATE INDEX violation_by_time ON violation (at, booking);
        CREATE TABLE appeal (
            booking TEXT NOT NULL PRIMARY KEY,
            patron TEXT NOT NULL,
            at BIGINT NOT NULL,
            words TEXT NOT NULL,
            answered_at BIGINT,
            answered_by TEXT,
            granted SMALLINT CHECK (granted IN (0, 1)),
            answer TEXT,
            CHECK ((answered_at IS NULL) = (answered_by IS NULL)),
            CHECK ((answered_at IS NULL) = (granted IS NULL)),
            CHECK ((answered_at IS NULL) = (answer IS NULL))
        );
        CREATE INDEX appeal_by_patron ON appeal (patron);
        CREATE INDEX appeal_by_time ON appeal (at);
        CREATE INDEX appeal_open ON appeal (at) WHERE answered_at IS NULL;
        """

    private static let house = """
        CREATE TABLE house_fault (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            kind TEXT NOT NULL CHECK (kind IN ('not_running', 'clock_untrusted', 'gate_fault', 'emergency', 'hold',
                'outage')),
            from_at BIGINT NOT NULL,
            until_at BIGINT CHECK (until_at >= from_at),
            detail TEXT NOT NULL
        );
        CREATE INDEX house_fault_by_end ON house_fault (until_at);
        CREATE INDEX house_fault_open ON house_fault (campus, kind, detail) WHERE until_at IS NULL;
        CREATE TABLE opening_exception (
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            day TEXT NOT NULL CHECK (length(day) = 10),
            opens INTEGER CHECK (opens BETWEEN 0 AND 86400000),
            closes INTEGER CHECK (closes BETWEEN 0 AND 86400000),
            why TEXT NOT NULL,
            PRIMARY KEY (campus, day),
            CHECK ((opens IS NULL) = (closes IS NULL)),
            CHECK (opens < closes)
        );
        """

    /// `bookings` are the ids that the submission made, in its order, with blanks between.
    private static let submissions = """
        CREATE TABLE submission (
            patron TEXT NOT NULL,
            word TEXT NOT NULL,
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
            bookings TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (patron, word)
        );
        CREATE INDEX submission_by_time ON submission (at);
        """

    /// Until now nobody kept the deadlines, so nobody gets a violation for that time.
    private static let past = """
        UPDATE booking SET ended_at = COALESCE(
            (SELECT MAX(visit.ended_at) FROM visit WHERE visit.booking = booking.id), checked_in_at, created_at)
        WHERE state NOT IN ('booked', 'checked_in', 'in_use');
        INSERT INTO house_fault (id, campus, kind, from_at, until_at, detail)
        SELECT DISTINCT
            '000000000000700' || CASE WHEN campus < 10 THEN '0' ELSE '' END || campus || '800000000000000', campus,
            'not_running', 0, (SELECT CAST(value AS BIGINT) FROM setting WHERE key = 'last_trusted_time'),
            'before deadlines were kept'
        FROM booking WHERE EXISTS (SELECT 1 FROM setting WHERE key = 'last_trusted_time');
        """
}
