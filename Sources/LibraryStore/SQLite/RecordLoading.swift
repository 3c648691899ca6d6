internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// A seat that is held or taken, with its id.
struct OpenVisit {
    let id: RecordID
    let facts: VisitFacts
}

/// Loads exactly what the admission rules may look at.
struct RecordLoading {
    let database: Database

    func load(for circumstances: Circumstances) throws -> (records: AdmissionRecords, visit: OpenVisit?) {
        var records = AdmissionRecords(
            occupancy: try database.occupancy(of: circumstances.campus, cap: circumstances.cap))
        guard let pass = circumstances.pass.verified?.id else { return (records, nil) }
        records.booking = try database.booking(pass.booking)
        if let patron = records.booking?.patron { records.patron = try standing(of: patron) }
        records.passUse = try use(of: pass)
        records.revoked = try isRevoked(pass)
        let visit = try openVisit(of: pass.booking, patron: records.booking?.patron)
        records.visit = visit?.facts
        return (records, visit)
    }

    private func standing(of patron: PatronID) throws -> PatronFacts? {
        try database.row("SELECT standing FROM patron WHERE id = ?", [patron.rawValue])
            .map { PatronFacts(standing: try $0.word("standing")) }
    }

    private func use(of pass: PassID) throws -> PassUse {
        try database.row(
            "SELECT state FROM pass_use WHERE booking = ? AND issued_at = ?",
            ["\(pass.booking)", pass.issuedAt.milliseconds]
        ).map { try $0.word("state") } ?? .unused
    }

    private func isRevoked(_ pass: PassID) throws -> Bool {
        try database.row(
            "SELECT id FROM revocation WHERE booking = ? AND (issued_at IS NULL OR issued_at = ?) LIMIT 1",
            ["\(pass.booking)", pass.issuedAt.milliseconds]) != nil
    }

    /// By the booking first, then by any other booking of the patron.
    private func openVisit(of booking: BookingID, patron: PatronID?) throws -> OpenVisit? {
        let own = try database.row(
            """
            SELECT visit.*, booking.ends_at AS booking_ends_at FROM visit LEFT JOIN booking ON booking.id = visit.booking
            WHERE visit.booking = ? AND visit.state IN ('reserved', 'inside')
            """, ["\(booking)"])
        if let own { return try openVisit(own) }
        guard let patron else { return nil }
        return try database.row(
            """
            SELECT visit.*, booking.ends_at AS booking_ends_at FROM visit LEFT JOIN booking ON booking.id = visit.booking
            WHERE visit.patron = ? AND visit.state IN ('reserved', 'inside')
            ORDER BY visit.reserved_at LIMIT 1
            """, [patron.rawValue]
        ).map(openVisit)
    }

    private func openVisit(_ row: Columns) throws -> OpenVisit {
        OpenVisit(
            id: try row.recordID("id"),
            facts: VisitFacts(
                stage: try row.word("state"), booking: try row.optionalBookingID("booking"), campus: try row.campus(),
                lane: LaneID(rawValue: try row.text("lane")), bookingEnd: try row.optionalTime("booking_ends_at")))
    }
}

extension Database {
    /// Seats of a campus: visits inside less the exits that nobody could match, and seats held.
    func occupancy(of campus: CampusID, cap: Int) throws -> Occupancy {
        Occupancy(
            inside: max(0, try visits("inside", of: campus) - openExits(of: campus)),
            reserved: try visits("reserved", of: campus), cap: cap)
    }

    /// How many visits of a campus are in `state`, which is `reserved` or `inside`.
    func visits(_ state: String, of campus: CampusID) throws -> Int {
        try count(
            "SELECT COUNT(*) FROM visit WHERE campus = ? AND state = ? AND state IN ('reserved', 'inside')",
            [Int(campus.rawValue), state])
    }

    /// Exits since the last reset that ended no visit and lower the count.
    func openExits(of campus: CampusID) throws -> Int {
        try count("SELECT COUNT(*) FROM unmatched_exit WHERE campus = ? AND settled_at IS NULL", [Int(campus.rawValue)])
    }

    func booking(_ id: BookingID) throws -> Booking? {
        try row("SELECT * FROM booking WHERE id = ?", ["\(id)"]).map(Booking.init)
    }
}

extension Booking {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.bookingID("id"), patron: try row.patronID("patron"), campus: try row.campus(),
            start: try row.time("starts_at"), end: try row.time("ends_at"), state: try row.word("state"),
            createdAt: try row.time("created_at"), checkedInAt: try row.optionalTime("checked_in_at"),
            turnedAwayAt: try row.optionalTime("turned_away_at"), endedAt: try row.optionalTime("ended_at"),
            releasedWhy: try row.optionalWord("released_why"))
    }
}
