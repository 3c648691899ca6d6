internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// What a row of a file means for a booking that the store may know already.
///
/// The file may move or cancel a booking that nobody has begun to use. Everything later is the gate's own knowledge and
/// stays: nothing but signing out follows a check-in (R16, R22).
struct BookingMerge {
    let row: BookingRow
    let known: Booking?

    var belongsToAnother: Bool { known.map { $0.patron != row.patron } ?? false }

    var outcome: RowMerge {
        guard let known else { return .added }
        if row.isCancelled { return known.state.canBecome(.cancelled) ? .changed : .unchanged }
        let same = known.campus == row.campus && known.start == row.start && known.end == row.end
        return same || known.state != .booked ? .unchanged : .changed
    }

    func apply(to database: Database, at time: WallTime) throws {
        switch outcome {
        case .unchanged: break
        case .added:
            try insert(into: database, at: time)
            try joinVisit(in: database)
        case .changed where row.isCancelled:
            try database.run(
                "UPDATE booking SET state = 'cancelled', ended_at = ? WHERE id = ?", [time.milliseconds, "\(row.booking)"])
        case .changed:
            try database.run(
                "UPDATE booking SET campus = ?, starts_at = ?, ends_at = ? WHERE id = ?",
                [Int(row.campus.rawValue), row.start.milliseconds, row.end.milliseconds, "\(row.booking)"])
        }
    }

    /// A booking that comes after its start was not known at the gate in time: no violation may follow (R27).
    private func insert(into database: Database, at time: WallTime) throws {
        try database.run(
            """
            INSERT INTO booking
                (id, patron, campus, starts_at, ends_at, state, created_at, turned_away_at, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                "\(row.booking)", row.patron.rawValue, Int(row.campus.rawValue), row.start.milliseconds,
                row.end.milliseconds, row.isCancelled ? "cancelled" : "booked", time.milliseconds,
                row.start < time && !row.isCancelled ? time.milliseconds : nil, row.isCancelled ? time.milliseconds : nil,
            ])
    }

    /// The patron came in on the pass alone before the booking arrived (R27): the booking takes over what the gate saw.
    private func joinVisit(in database: Database) throws {
        guard !row.isCancelled else { return }
        try database.run(
            """
            UPDATE booking SET
                checked_in_at = (SELECT MIN(reserved_at) FROM visit WHERE visit.booking = booking.id),
                state = CASE
                    WHEN EXISTS (SELECT 1 FROM visit WHERE visit.booking = booking.id AND visit.state = 'inside')
                        THEN 'in_use'
                    WHEN EXISTS (SELECT 1 FROM visit WHERE visit.booking = booking.id
                        AND visit.state IN ('left', 'closed_at_end')) THEN 'completed'
                    ELSE 'checked_in' END,
                turned_away_at = NULL,
                ended_at = (SELECT MAX(ended_at) FROM visit WHERE visit.booking = booking.id
                    AND visit.state IN ('left', 'closed_at_end') AND NOT EXISTS (
                        SELECT 1 FROM visit AS other WHERE other.booking = booking.id AND other.state = 'inside'))
            WHERE id = ? AND EXISTS (SELECT 1 FROM visit WHERE visit.booking = booking.id)
            """, ["\(row.booking)"])
        try database.run(
            "UPDATE visit SET patron = ? WHERE booking = ? AND state IN ('reserved', 'inside')",
            [row.patron.rawValue, "\(row.booking)"])
    }
}
