internal import GRDB

/// Migration 5: staff, what they did, recounts, and counters by the hour.
///
/// Plain SQL that PostgreSQL takes as well; units and ids as in ``FirstTables``.
enum DeskTables {
    /// Stored in the database; stable.
    static let identifier = "5 desk"

    @Sendable static func apply(to database: Database) throws {
        for sql in [staff, acts, visits, counts] { try database.execute(sql: sql) }
    }

    private static let staff = """
        CREATE TABLE staff (
            login TEXT NOT NULL PRIMARY KEY CHECK (length(login) BETWEEN 2 AND 32),
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('desk', 'supervisor', 'administrator')),
            password_hash TEXT NOT NULL CHECK (length(password_hash) BETWEEN 1 AND 200),
            must_change SMALLINT NOT NULL CHECK (must_change IN (0, 1)),
            wrong_tries BIGINT NOT NULL CHECK (wrong_tries >= 0),
            last_try_at BIGINT,
            made_at BIGINT NOT NULL,
            closed_at BIGINT
        );
        CREATE TABLE staff_session (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            login TEXT NOT NULL REFERENCES staff (login),
            opened_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        );
        CREATE INDEX staff_session_by_login ON staff_session (login);
        CREATE INDEX staff_session_by_end ON staff_session (ends_at);
        """

    /// `difference` is what a recount changed; `detail` what taking the act back needs, as JSON.
    private static let acts = """
        CREATE TABLE staff_deed (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            at BIGINT NOT NULL,
            who TEXT NOT NULL,
            role TEXT CHECK (role IN ('desk', 'supervisor', 'administrator')),
            action TEXT NOT NULL,
            lane TEXT,
            campus SMALLINT CHECK (campus BETWEEN 1 AND 23),
            subject TEXT,
            why TEXT NOT NULL,
            needed SMALLINT NOT NULL CHECK (needed IN (0, 1)),
            difference BIGINT,
            detail TEXT,
            undoes TEXT,
            undone_by TEXT
        );
        INSERT INTO staff_deed (id, at, who, action, lane, why, needed)
            SELECT id, at, who, action, lane, why, needed FROM staff_act;
        DROP TABLE staff_act;
        ALTER TABLE staff_deed RENAME TO staff_act;
        CREATE INDEX staff_act_by_time ON staff_act (at);
        CREATE TABLE act_submission (
            login TEXT NOT NULL,
            word TEXT NOT NULL,
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
            act TEXT NOT NULL CHECK (length(act) = 32),
            at BIGINT NOT NULL,
            PRIMARY KEY (login, word)
        );
        CREATE INDEX act_submission_by_time ON act_submission (at);
        """

    /// The same table with one cause more.
    private static let visits = """
        CREATE TABLE counted_visit (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
            booking TEXT,
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 1 AND 23),
            gate TEXT NOT NULL,
            lane TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('reserved', 'inside', 'left', 'given_back', 'closed_at_end')),
            cause TEXT NOT NULL CHECK (cause IN ('pass', 'override', 'forced', 'free', 'recount')),
            reserved_at BIGINT NOT NULL,
            entered_at BIGINT,
            ended_at BIGINT,
            ended_why TEXT,
            left_by TEXT,
            CHECK ((state IN ('reserved', 'given_back')) = (entered_at IS NULL)),
            CHECK ((state IN ('reserved', 'inside')) = (ended_at IS NULL)),
            CHECK ((cause = 'pass') = (booking IS NOT NULL))
        );
        INSERT INTO counted_visit (id, booking, campus, gate, lane, state, cause, reserved_at, entered_at, ended_at,
                ended_why, left_by)
            SELECT id, booking, campus, gate, lane, state, cause, reserved_at, entered_at, ended_at, ended_why, left_by
            FROM visit;
        DROP TABLE visit;
        ALTER TABLE counted_visit RENAME TO visit;
        CREATE INDEX visit_open_by_campus ON visit (campus, state) WHERE state IN ('reserved', 'inside');
        CREATE UNIQUE INDEX visit_open_by_booking ON visit (booking) WHERE state IN ('reserved', 'inside');
        CREATE INDEX visit_reserved_by_gate ON visit (gate) WHERE state = 'reserved';
        CREATE INDEX visit_by_end ON visit (ended_at);
        CREATE INDEX visit_by_booking ON visit (booking);
        CREATE INDEX presentation_by_campus ON presentation (campus, id);
        """

    /// Counts of local hours, which name nobody and are kept for good. What was counted before there were hours is in
    /// `daily_count`, which goes on being kept. Campus 0 is the house as a whole.
    private static let counts = """
        CREATE TABLE hourly_count (
            campus SMALLINT NOT NULL CHECK (campus BETWEEN 0 AND 23),
            day TEXT NOT NULL CHECK (length(day) = 10),
            hour SMALLINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
            kind TEXT NOT NULL CHECK (kind IN ('entry', 'exit', 'refusal', 'violation', 'waived', 'act', 'unneeded_act')),
            code TEXT NOT NULL,
            count BIGINT NOT NULL CHECK (count >= 0),
            PRIMARY KEY (day, hour, campus, kind, code)
        );
        """
}
