internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// Passing out is sign-out (R14, R22), however late it is written.
struct SignOut {
    let database: Database
    /// Nil where nobody keeps deadlines.
    let terms: HouseTerms?
    let visit: RecordID
    /// When the patron left.
    let instant: WallTime

    func run() throws {
        guard var booking = try currentBooking() else { return }
        while booking.start > instant, let earlier = try bookingBefore(booking) {
            try takeBack(booking, continuing: earlier)
            booking = earlier
        }
        if booking.state == .notSignedOut, let deadline = booking.endedAt, instant <= deadline {
            try database.reopen(booking.id, terms.offset)
        }
        if let terms { try database.writeDown(booking.patron, asOf: instant, under: terms) }
        try database.run(
            """
            UPDATE booking SET state = 'completed', ended_at = ?
            WHERE id = (SELECT booking FROM visit WHERE id = ?) AND state = 'in_use'
            """, [instant.milliseconds, "\(visit)"])
    }

    /// Nil when the patron came in on a pass whose booking has not arrived (R27).
    private func currentBooking() throws -> Booking? {
        try database.row(
            "SELECT booking.* FROM visit JOIN booking ON booking.id = visit.booking WHERE visit.id = ?", ["\(visit)"]
        ).map(Booking.init)
    }

    /// The booking that the clock ended at its end because `next` went on (R7). The sign keeps SQLite from going through all
    /// that ended then.
    private func bookingBefore(_ next: Booking) throws -> Booking? {
        try database.row(
            """
            SELECT * FROM booking
            WHERE patron = ? AND ends_at = ? AND campus = ? AND state = 'completed' AND +ended_at = ends_at
            """, [next.patron.rawValue, next.start.milliseconds, Int(next.campus.rawValue)]
        ).map(Booking.init)
    }

    /// The patron had left before the next booking began, so that one was never used.
    private func takeBack(_ next: Booking, continuing earlier: Booking) throws {
        var (next, earlier) = (next, earlier)
        (next.state, next.endedAt) = (next.checkedInAt == nil ? .booked : .checkedIn, nil)
        (earlier.state, earlier.endedAt) = (.inUse, nil)
        try database.forgetViolation(of: next.id, terms.offset)
        try next.update(in: database)
        try earlier.update(in: database)
        try database.run("UPDATE visit SET booking = ? WHERE id = ?", ["\(earlier.id)", "\(visit)"])
    }
}

extension Database {
    /// Writes down what the clock had made of a ledger by an instant that comes without word of its clock. It is judged
    /// only when a clock that could be believed was there shortly before (R26).
    func writeDown(_ patron: PatronID, asOf instant: WallTime, under terms: HouseTerms) throws {
        if let last = try watchedUntil(), instant - last.time > StoreLimits.longestSilence { return }
        try HouseView.past(self, terms, instant).writeDown(patron, at: instant)
    }
}
