internal import GRDB
internal import LibraryModel

/// Sets how many are inside. The count stays a count of rows: who is more gets a visit without a name, who is fewer ends
/// such a visit or stands as an exit that nobody could match. No patron's visit is touched.
struct Recount {
    let database: Database
    let campus: CampusID
    let at: WallTime
    /// Names the rows that come of it.
    let act: RecordID

    /// Answers what was added to the count; negative for fewer.
    func setInside(_ wanted: Int) throws -> Int {
        let difference = wanted - (try database.occupancy(of: campus, cap: 0).inside)
        if difference > 0 { try raise(by: difference) }
        if difference < 0 { try lower(by: -difference) }
        return difference
    }

    /// An exit that lowered the count for nobody is settled first.
    private func raise(by count: Int) throws {
        try database.run(
            """
            UPDATE unmatched_exit SET settled_at = ? WHERE id IN (
                SELECT id FROM unmatched_exit WHERE campus = ? AND settled_at IS NULL ORDER BY id LIMIT ?)
            """, [at.milliseconds, Int(campus.rawValue), count])
        for number in 0..<max(0, count - database.changesCount) {
            try database.run(
                """
                INSERT INTO visit (id, campus, gate, lane, state, cause, reserved_at, entered_at)
                VALUES (?, ?, 'desk', 'recount', 'inside', 'recount', ?, ?)
                """, ["\(id(number))", Int(campus.rawValue), at.milliseconds, at.milliseconds])
        }
    }

    /// Visits without a name end first, those of an earlier recount before others.
    private func lower(by count: Int) throws {
        try database.run(
            """
            UPDATE visit SET state = 'left', ended_at = ?, ended_why = 'recount', left_by = 'desk' WHERE id IN (
                SELECT id FROM visit
                WHERE campus = ? AND state = 'inside' AND state IN ('reserved', 'inside') AND booking IS NULL
                ORDER BY CASE cause WHEN 'recount' THEN 0 ELSE 1 END, entered_at, id LIMIT ?)
            """, [at.milliseconds, Int(campus.rawValue), count])
        for number in 0..<max(0, count - database.changesCount) {
            try database.run(
                "INSERT INTO unmatched_exit (id, campus, gate, lane, at) VALUES (?, ?, 'desk', 'recount', ?)",
                ["\(id(number))", Int(campus.rawValue), at.milliseconds])
        }
    }

    /// Ids that belong to the act: its own with a number in the last places, which no other act has.
    private func id(_ number: Int) -> RecordID {
        RecordID(high: act.high, low: act.low ^ UInt64(number + 1) << 40)
    }
}
