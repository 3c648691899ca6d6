internal import GRDB
internal import LibraryModel
internal import LibraryRules

extension HouseView {
    /// Everything that the booking rules look at. `campuses` nil is all of them.
    func facts(
        of patron: PatronID, from: WallTime, until: WallTime, campuses: Set<CampusID>? = nil
    ) throws -> BookingFacts {
        let settlement = try settled(database.ledger(of: patron), at: now)
        let ended = try database.rows(
            """
            SELECT * FROM booking WHERE patron = ? AND ends_at > ? AND state NOT IN ('booked', 'checked_in', 'in_use')
            """, [patron.rawValue, dayStart.milliseconds]
        ).map(Booking.init)
        return BookingFacts(
            clock: clock, standing: try standing(of: patron), bookings: settlement.ledger.bookings + ended,
            violations: settlement.ledger.violations.filter(\.counts),
            campuses: try terms.campuses.filter { campuses?.contains($0.id) ?? true }.map { campus in
                CampusFacts(
                    campus: campus.id, cap: campus.cap, hours: hours(of: campus.id),
                    taken: try taken(at: campus.id, from: from, until: until))
            })
    }

    private func standing(of patron: PatronID) throws -> Patron.Standing? {
        try database.row("SELECT standing FROM patron WHERE id = ?", [patron.rawValue]).map { try $0.word("standing") }
    }

    /// Places taken by open bookings of a campus that touch `[from, until)`: those that are stored, less what the clock
    /// has made of ledgers that nobody has written down yet. No booking is longer than a day.
    func taken(at campus: CampusID, from: WallTime, until: WallTime) throws -> [BookedSpan] {
        let stored = try database.rows(
            """
            SELECT starts_at, ends_at, COUNT(*) AS bookings FROM booking
            WHERE campus = ? AND state IN ('booked', 'checked_in', 'in_use')
                AND starts_at >= ? AND starts_at < ? AND ends_at > ?
            GROUP BY starts_at, ends_at
            """,
            [
                Int(campus.rawValue), (from - .hours(24)).milliseconds, until.milliseconds, from.milliseconds,
            ])
        var counts: [Span: Int] = [:]
        for row in stored {
            counts[Span(start: try row.time("starts_at"), end: try row.time("ends_at"))] = try row.integer("bookings")
        }
        for (booking, change) in try unwrittenChanges(at: campus) where booking.start < until && booking.end > from {
            counts[Span(start: booking.start, end: booking.end), default: 0] += change
        }
        return counts.filter { $0.value > 0 }
            .map { BookedSpan(start: $0.key.start, end: $0.key.end, count: $0.value) }
            .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    private struct Span: Hashable {
        let start: WallTime
        let end: WallTime
    }

    /// One less for each stored booking that has ended by the clock.
    private func unwrittenChanges(at campus: CampusID) throws -> [(Booking, Int)] {
        guard clock.trust == .trusted else { return [] }
        return try DueLedgers(view: self, instant: now).patronsOfFreedPlaces().flatMap { patron in
            let ledger = try database.ledger(of: patron)
            return try settled(ledger, at: now).ledger.bookings
                .filter { !$0.isOpen && $0.campus == campus }.map { ($0, -1) }
        }
    }
}
