internal import GRDB
internal import LibraryModel

extension Booking {
    /// What the transactions here change of a booking that is there.
    func update(in database: Database) throws {
        try database.run(
            "UPDATE booking SET state = ?, checked_in_at = ?, ended_at = ?, released_why = ? WHERE id = ?",
            [
                state.rawValue, checkedInAt?.milliseconds, endedAt?.milliseconds, releasedWhy?.rawValue, "\(id)",
            ])
    }

    func insert(into database: Database) throws {
        try database.run(
            """
            INSERT INTO booking (id, patron, campus, starts_at, ends_at, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                "\(id)", patron.rawValue, Int(campus.rawValue), start.milliseconds, end.milliseconds, state.rawValue,
                createdAt.milliseconds,
            ])
    }
}

extension Violation {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            booking: try row.bookingID("booking"), patron: try row.patronID("patron"), campus: try row.campus(),
            kind: try row.word("kind"), at: try row.time("at"), waiver: try Waiver(row))
    }

    /// False when it is there already.
    func insert(into database: Database) throws -> Bool {
        try database.run(
            """
            INSERT INTO violation (booking, patron, campus, kind, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (booking) DO NOTHING
            """,
            ["\(booking)", patron.rawValue, Int(campus.rawValue), kind.rawValue, at.milliseconds])
        return database.changesCount > 0
    }
}

extension Violation.Waiver {
    fileprivate init?(_ row: Columns) throws(StoreError) {
        guard let at = try row.optionalTime("waived_at") else { return nil }
        self.init(at: at, who: try row.text("waived_by"), why: try row.text("waived_why"))
    }
}

extension HouseFault {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), campus: try row.campus(), kind: try row.word("kind"), from: try row.time("from_at"),
            until: try row.optionalTime("until_at"), detail: try row.text("detail"))
    }

    /// False when it is there already.
    func insert(into database: Database) throws -> Bool {
        try database.run(
            """
            INSERT INTO house_fault (id, campus, kind, from_at, until_at, detail) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                "\(id)", Int(campus.rawValue), kind.rawValue, from.milliseconds,
                until.map { max(from, $0).milliseconds }, String(detail.prefix(StoreLimits.sentence)),
            ])
        return database.changesCount > 0
    }
}

extension DatedException {
    init(_ row: Columns) throws(StoreError) {
        let day = try row.text("day")
        guard let date = CivilDate(day) else { throw StoreError(.damaged, during: "read", detail: "a day reads \(day)") }
        self.init(campus: try row.campus(), date: date, span: try Self.span(row), why: try row.text("why"))
    }

    private static func span(_ row: Columns) throws(StoreError) -> OpeningHours.Span? {
        guard let opens = try row.optionalInteger("opens") else { return nil }
        let closes = try row.integer("closes")
        guard let opens = TimeOfDay(milliseconds: opens), let closes = TimeOfDay(milliseconds: closes),
            let span = OpeningHours.Span(opens: opens, closes: closes)
        else { throw StoreError(.damaged, during: "read", detail: "an exception has no span") }
        return span
    }
}

extension Appeal {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            booking: try row.bookingID("booking"), patron: try row.patronID("patron"), at: try row.time("at"),
            words: try row.text("words"), answer: try Answer(row))
    }
}

extension Appeal.Answer {
    fileprivate init?(_ row: Columns) throws(StoreError) {
        guard let at = try row.optionalTime("answered_at") else { return nil }
        self.init(
            at: at, who: try row.text("answered_by"), isGranted: try row.integer("granted") == 1,
            words: try row.text("answer"))
    }
}
