internal import GRDB

/// Migration 1: patrons, bookings, visits, decisions and what surrounds them.
///
/// Plain SQL that PostgreSQL takes as well. Instants are milliseconds since 1970 (``WallTime``), ids of rows 32 and ids
/// of bookings 16 hexadecimal digits. A presentation and a visit name a booking without a foreign key, since a gate
/// may admit on a pass whose booking arrives later (R27).
enum FirstTables {
    /// Stored in the database; stable.
    static let identifier = "1 first tables"

    @Sendable static func apply(to database: Database) throws {
        for sql in [people, seats, decisions, passes, events, counts] { try database.execute(sql: sql) }
    }

    private static let people = """
        CREATE TABLE patron (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 20),
            name TEXT NOT NULL,
            standing TEXT NOT NULL CHECK (standing IN ('active', 'inactive'))
        );
        CREATE TABLE booking (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            patron TEXT NOT NULL REFERENCES patron (id),
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            starts_at BIGINT NOT NULL CHECK (starts_at BETWEEN 0 AND 32503680000000),
            ends_at BIGINT NOT NULL CHECK (ends_at BETWEEN 0 AND 32503680000000),
            state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'in_use', 'completed', 'cancelled',
                'no_show', 'not_signed_out', 'released')),
            created_at BIGINT NOT NULL,
            checked_in_at BIGINT,
            turned_away_at BIGINT,
            CHECK (starts_at < ends_at)
        );
        CREATE INDEX booking_by_patron ON booking (patron);
        CREATE INDEX booking_by_start ON booking (campus, starts_at);
        CREATE INDEX booking_by_end ON booking (ends_at);
        """

    /// The partial indexes hold only the few hundred open seats, which is what an admission looks at. SQLite uses one
    /// only when a statement repeats its condition word for word.
    private static let seats = """
        CREATE TABLE visit (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            booking TEXT,
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            gate TEXT NOT NULL,
            lane TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('reserved', 'inside', 'left', 'given_back', 'closed_at_end')),
            cause TEXT NOT NULL CHECK (cause IN ('pass', 'override', 'forced', 'free')),
            reserved_at BIGINT NOT NULL,
            entered_at BIGINT,
            ended_at BIGINT,
            ended_why TEXT,
            left_by TEXT,
            CHECK ((state IN ('reserved', 'given_back')) = (entered_at IS NULL)),
            CHECK ((state IN ('reserved', 'inside')) = (ended_at IS NULL)),
            CHECK ((cause = 'pass') = (booking IS NOT NULL))
        );
        CREATE INDEX visit_open_by_campus ON visit (campus, state) WHERE state IN ('reserved', 'inside');
        CREATE UNIQUE INDEX visit_open_by_booking ON visit (booking) WHERE state IN ('reserved', 'inside');
        CREATE INDEX visit_reserved_by_gate ON visit (gate) WHERE state = 'reserved';
        CREATE INDEX visit_by_end ON visit (ended_at);
        CREATE INDEX visit_by_booking ON visit (booking);
        CREATE TABLE unmatched_exit (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            gate TEXT NOT NULL,
            lane TEXT NOT NULL,
            at BIGINT NOT NULL,
            visit TEXT,
            settled_at BIGINT
        );
        CREATE INDEX unmatched_exit_open ON unmatched_exit (campus) WHERE settled_at IS NULL;
        """

    private static let decisions = """
        CREATE TABLE policy (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            json TEXT NOT NULL
        );
        CREATE TABLE presentation (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            at BIGINT NOT NULL,
            gate TEXT NOT NULL,
            lane TEXT NOT NULL,
            direction TEXT NOT NULL CHECK (direction IN ('entry', 'exit')),
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            booking TEXT,
            code TEXT NOT NULL,
            seat TEXT,
            decision TEXT NOT NULL,
            facts TEXT,
            policy TEXT NOT NULL REFERENCES policy (id)
        );
        CREATE INDEX presentation_by_lane ON presentation (lane, id);
        CREATE INDEX presentation_by_time ON presentation (at);
        CREATE INDEX presentation_with_facts ON presentation (at) WHERE facts IS NOT NULL;
        """

    private static let passes = """
        CREATE TABLE pass_use (
            booking TEXT NOT NULL,
            issued_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('opened', 'passed')),
            seat TEXT NOT NULL,
            first_at BIGINT NOT NULL,
            PRIMARY KEY (booking, issued_at)
        );
        CREATE INDEX pass_use_by_seat ON pass_use (seat);
        CREATE INDEX pass_use_by_time ON pass_use (first_at);
        CREATE TABLE revocation (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            booking TEXT NOT NULL,
            issued_at BIGINT,
            at BIGINT NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL
        );
        CREATE INDEX revocation_by_booking ON revocation (booking);
        """

    private static let events = """
        CREATE TABLE staff_act (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            at BIGINT NOT NULL,
            lane TEXT NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            why TEXT NOT NULL,
            needed SMALLINT NOT NULL CHECK (needed IN (0, 1))
        );
        CREATE INDEX staff_act_by_time ON staff_act (at);
        CREATE TABLE lane_event (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            at BIGINT NOT NULL,
            gate TEXT NOT NULL,
            lane TEXT NOT NULL,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        CREATE INDEX lane_event_by_time ON lane_event (at);
        """

    private static let counts = """
        CREATE TABLE daily_count (
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            day TEXT NOT NULL CHECK (length(day) = 10),
            kind TEXT NOT NULL CHECK (kind IN ('entry', 'exit', 'refusal')),
            code TEXT NOT NULL,
            count BIGINT NOT NULL CHECK (count >= 0),
            PRIMARY KEY (campus, day, kind, code)
        );
        CREATE TABLE setting (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        );
        """
}
