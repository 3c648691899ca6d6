internal import GRDB
internal import LibraryModel

/// One passage out inside its transaction. Nothing here can refuse: the lane was open before.
struct DepartureTransaction {
    let database: Database
    let passage: Passage
    /// Nil where nobody keeps deadlines.
    let terms: HouseTerms?

    func run(_ visit: RecordID?) throws -> Departure {
        if let visit, let row = try database.visit(visit) {
            switch row.state {
            case "inside", "closed_at_end": return try endMatched(visit, row)
            case "left": return .repeated
            default: break
            }
        }
        return try endUnmatched()
    }

    private func endMatched(_ visit: RecordID, _ row: VisitRow) throws -> Departure {
        try SignOut(database: database, terms: terms, visit: visit, instant: try scanned(visit)).run()
        try end(visit)
        try database.settleSurplusExits(of: row.campus, at: passage.at)
        return .matched
    }

    /// The scan at the exit counts where it is a little earlier than the passage, as at the entry (R10).
    private func scanned(_ visit: RecordID) throws -> WallTime {
        let earliest = passage.at - Self.longestPassage
        let scan = try database.row(
            """
            SELECT at FROM presentation
            WHERE lane = ? AND id >= ? AND seat = ? AND direction = 'exit' AND at BETWEEN ? AND ? ORDER BY id LIMIT 1
            """,
            [
                passage.lane.rawValue, "\(RecordID(high: UInt64(max(0, earliest.milliseconds)) << 16, low: 0))",
                "\(visit)", earliest.milliseconds, passage.at.milliseconds,
            ])
        return try scan?.time("at") ?? passage.at
    }

    /// From the scan to the passage.
    private static let longestPassage = Duration.seconds(30)

    private func endUnmatched() throws -> Departure {
        if try database.row("SELECT id FROM unmatched_exit WHERE id = ?", ["\(passage.id)"]) != nil { return .repeated }
        if let stranger = try oldestAnonymous() {
            try end(stranger)
            try record(visit: stranger, counts: false)
            try database.settleSurplusExits(of: passage.campus, at: passage.at)
            return .anonymous
        }
        let anybody = try database.visits("inside", of: passage.campus) > database.openExits(of: passage.campus)
        try record(visit: nil, counts: anybody)
        return anybody ? .uncounted : .nobodyInside
    }

    private func oldestAnonymous() throws -> RecordID? {
        try database.row(
            """
            SELECT id FROM visit
            WHERE campus = ? AND state = 'inside' AND state IN ('reserved', 'inside') AND booking IS NULL
            ORDER BY entered_at, id LIMIT 1
            """, [Int(passage.campus.rawValue)]
        ).map { try $0.recordID("id") }
    }

    private func end(_ visit: RecordID) throws {
        try database.run(
            "UPDATE visit SET state = 'left', ended_at = ?, left_by = ? WHERE id = ?",
            [passage.at.milliseconds, passage.lane.rawValue, "\(visit)"])
    }

    /// An exit that does not count is settled from the start.
    private func record(visit: RecordID?, counts: Bool) throws {
        try database.run(
            "INSERT INTO unmatched_exit (id, campus, gate, lane, at, visit, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                "\(passage.id)", Int(passage.campus.rawValue), passage.gate.rawValue, passage.lane.rawValue,
                passage.at.milliseconds, visit.map { "\($0)" }, counts ? nil : passage.at.milliseconds,
            ])
    }
}
