internal import GRDB
internal import LibraryModel
internal import LibraryRules

extension HouseView {
    /// What a patron sees of the own record; nil when no such patron is known.
    func overview(of id: PatronID) throws -> PatronOverview? {
        guard let patron = try database.patron(id) else { return nil }
        let ledger = try settled(ledger(of: id), at: now).ledger
        let current = Dictionary(ledger.bookings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let bookings = try database.rows(
            "SELECT * FROM booking WHERE patron = ? ORDER BY starts_at DESC, id DESC LIMIT ?", [id.rawValue, StoreLimits.page]
        ).map(Booking.init).map { current[$0.id] ?? $0 }
        let stored = try database.rows(
            "SELECT * FROM violation WHERE patron = ? ORDER BY at DESC LIMIT ?", [id.rawValue, StoreLimits.page]
        ).map(Violation.init)
        let known = Set(stored.map(\.booking))
        let violations = stored + ledger.violations.filter { !known.contains($0.booking) }
        return PatronOverview(
            patron: patron, bookings: bookings, violations: violations.sorted { $0.at > $1.at },
            visits: try visits(of: id), appeals: try appeals(of: id), suspension: suspension(for: ledger.violations))
    }

    private func visits(of patron: PatronID) throws -> [VisitSummary] {
        try database.rows(
            """
            SELECT visit.* FROM booking JOIN visit ON visit.booking = booking.id
            WHERE booking.patron = ? AND visit.entered_at IS NOT NULL ORDER BY visit.entered_at DESC LIMIT ?
            """, [patron.rawValue, StoreLimits.page]
        ).map { row in
            VisitSummary(
                campus: try row.campus(), booking: try row.bookingID("booking"), enteredAt: try row.time("entered_at"),
                leftAt: try row.optionalTime("ended_at"), isClosedAtEnd: try row.text("state") == "closed_at_end")
        }
    }

    private func appeals(of patron: PatronID) throws -> [Appeal] {
        try database.rows(
            "SELECT * FROM appeal WHERE patron = ? ORDER BY at DESC LIMIT ?", [patron.rawValue, StoreLimits.page]
        ).map(Appeal.init)
    }
}

extension Database {
    func patron(_ id: PatronID) throws -> Patron? {
        try row("SELECT name, standing FROM patron WHERE id = ?", [id.rawValue]).map { row in
            Patron(id: id, name: try row.text("name"), standing: try row.word("standing"))
        }
    }
}
