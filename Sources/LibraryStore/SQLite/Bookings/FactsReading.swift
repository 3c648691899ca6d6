internal import GRDB
internal import LibraryModel
internal import LibraryRules

extension HouseView {
    /// Everything that the booking rules look at; what was cancelled or released is nothing to them. `campuses` nil is all of
    /// them.
    func facts(
        of patron: PatronID, from: WallTime, until: WallTime, campuses: Set<CampusID>? = nil
    ) throws -> BookingFacts {
        let settlement = try settled(ledger(of: patron), at: now)
        let used = try database.rows(
            """
            SELECT * FROM booking WHERE patron = ? AND ends_at > ? AND state IN ('completed', 'no_show', 'not_signed_out')
            """, [patron.rawValue, dayStart.milliseconds]
        ).map(Booking.init)
        let freed = try freedPlaces()
        return BookingFacts(
            clock: clock, standing: try standing(of: patron), bookings: settlement.ledger.bookings + used,
            violations: settlement.ledger.violations.filter(\.counts),
            campuses: try terms.campuses.filter { campuses?.contains($0.id) ?? true }.map { campus in
                CampusFacts(
                    campus: campus.id, cap: campus.cap, hours: hours(of: campus.id),
                    taken: try taken(at: campus.id, from: from, until: until, without: freed))
            }, madeToday: try database.tally(of: patron, on: day).made)
    }

    private func standing(of patron: PatronID) throws -> Patron.Standing? {
        try database.row("SELECT standing FROM patron WHERE id = ?", [patron.rawValue]).map { try $0.word("standing") }
    }

    /// Places taken by open bookings of a campus that touch `[from, until)`. No booking is longer than a day.
    func taken(at campus: CampusID, from: WallTime, until: WallTime) throws -> [BookedSpan] {
        try taken(at: campus, from: from, until: until, without: freedPlaces())
    }

    /// Those that are stored, less what the clock has made of ledgers that nobody has written down yet.
    private func taken(
        at campus: CampusID, from: WallTime, until: WallTime, without freed: [Booking]
    ) throws -> [BookedSpan] {
        let stored = try database.rows(
            """
            SELECT starts_at, ends_at, COUNT(*) AS bookings FROM booking
            WHERE campus = ? AND state IN ('booked', 'checked_in', 'in_use')
                AND starts_at >= ? AND starts_at < ? AND ends_at > ?
            GROUP BY starts_at, ends_at
            """,
            [
                Int(campus.rawValue), (from - .hours(24)).milliseconds, until.milliseconds, from.milliseconds,
            ]
        ).map { row in
            BookedSpan(start: try row.time("starts_at"), end: try row.time("ends_at"), count: try row.integer("bookings"))
        }
        return stored.map { span in
            let gone = freed.count { $0.campus == campus && $0.start == span.start && $0.end == span.end }
            return BookedSpan(start: span.start, end: span.end, count: span.count - gone)
        }.filter { $0.count > 0 }
    }

    /// Bookings that are stored as open and have ended by the clock, as far as they may still bar others.
    private func freedPlaces() throws -> [Booking] {
        guard clock.vouched != nil else { return [] }
        return try DueLedgers(view: self, instant: now).patronsOfFreedPlaces().flatMap { patron in
            try settled(ledger(of: patron), at: now).ledger.bookings.filter { !$0.isOpen }
        }
    }
}
