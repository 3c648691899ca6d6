internal import GRDB
internal import LibraryModel

/// How many bookings a patron has made and cancelled on one day.
struct BookingTally {
    var made = 0
    var cancelled = 0
}

extension Database {
    /// One row, however much the patron has booked.
    func tally(of patron: PatronID, on day: CivilDate) throws -> BookingTally {
        try row("SELECT made, cancelled FROM booking_tally WHERE patron = ? AND day = ?", [patron.rawValue, "\(day)"])
            .map { BookingTally(made: try $0.integer("made"), cancelled: try $0.integer("cancelled")) } ?? BookingTally()
    }

    /// So many more. What an import or the desk does is not the patron's own.
    func note(_ patron: PatronID, on day: CivilDate, made: Int = 0, cancelled: Int = 0) throws {
        try run(
            """
            INSERT INTO booking_tally (patron, day, made, cancelled) VALUES (?, ?, ?, ?)
            ON CONFLICT (patron, day) DO UPDATE SET made = booking_tally.made + excluded.made,
                cancelled = booking_tally.cancelled + excluded.cancelled
            """, [patron.rawValue, "\(day)", made, cancelled])
    }
}
