internal import GRDB
internal import LibraryModel

/// Counters that name nobody, kept in the transaction of what they count.
extension Database {
    /// One passage or refusal more, on the local day and in the local hour of `time`.
    func count(
        _ time: WallTime, _ offset: TimeZoneOffset, campus: CampusID, _ kind: String, _ code: String = ""
    ) throws {
        try run(
            """
            INSERT INTO daily_count (campus, day, kind, code, count) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (campus, day, kind, code) DO UPDATE SET count = daily_count.count + 1
            """,
            [Int(campus.rawValue), "\(LocalTime(time, at: offset).date)", kind, code])
        try countHour(time, offset, campus: campus, kind, code)
    }

    /// So many more in the local hour of `time`, or fewer, though never less than none. `campus` nil is the house as a whole.
    func countHour(
        _ time: WallTime, _ offset: TimeZoneOffset, campus: CampusID?, _ kind: String, _ code: String, by change: Int = 1
    ) throws {
        let local = LocalTime(time, at: offset)
        try run(
            """
            INSERT INTO hourly_count (campus, day, hour, kind, code, count) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (day, hour, campus, kind, code) DO UPDATE
                SET count = CASE WHEN hourly_count.count + ? < 0 THEN 0 ELSE hourly_count.count + ? END
            """,
            [
                campus.map { Int($0.rawValue) } ?? 0, "\(local.date)", local.time.hour, kind, code, max(0, change), change,
                change,
            ])
    }

    /// The rules have taken a violation back: it was none, and is not counted as one.
    func forgetViolation(of booking: BookingID, _ offset: TimeZoneOffset) throws {
        guard let row = try row("SELECT * FROM violation WHERE booking = ?", ["\(booking)"]) else { return }
        let violation = try Violation(row)
        if !violation.counts { try countWaiver(of: booking, offset, by: -1) }
        try countHour(
            violation.at, offset, campus: violation.campus, "violation", violation.kind.rawValue, by: -1)
        try run("DELETE FROM violation WHERE booking = ?", ["\(booking)"])
    }

    /// A waiver counts in the hour of its violation, so that both stand side by side.
    func countWaiver(of booking: BookingID, _ offset: TimeZoneOffset, by change: Int) throws {
        guard let row = try row("SELECT * FROM violation WHERE booking = ?", ["\(booking)"]) else { return }
        let violation = try Violation(row)
        try countHour(violation.at, offset, campus: violation.campus, "waived", violation.kind.rawValue, by: change)
    }
}
