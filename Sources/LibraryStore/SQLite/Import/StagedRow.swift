internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// A row of a file that waits beside the tables until the file is whole.
protocol StagedRow: Sendable {
    /// What the table of imports calls such rows.
    static var kind: String { get }

    /// One line of text; no field has a tab in it.
    var body: String { get }
    init?(body: String)

    /// What it would change now.
    func merge(with database: Database) throws -> RowMerge
    /// Changes it; answers what it was.
    func apply(to database: Database, at time: WallTime) throws -> RowMerge
}

extension PatronRow: StagedRow {
    static var kind: String { "patrons" }

    var body: String { "\(line)\t\(patron.rawValue)\t\(standing.rawValue)\t\(name)" }

    init?(body: String) {
        let fields = body.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4, let line = Int(fields[0]), let patron = PatronID(rawValue: fields[1]),
            let standing = Patron.Standing(rawValue: fields[2])
        else { return nil }
        self.init(line: line, patron: patron, name: fields[3], standing: standing)
    }

    func merge(with database: Database) throws -> RowMerge {
        guard let known = try database.row("SELECT name, standing FROM patron WHERE id = ?", [patron.rawValue])
        else { return .added }
        return try known.text("name") == name && known.text("standing") == standing.rawValue ? .unchanged : .changed
    }

    func apply(to database: Database, at time: WallTime) throws -> RowMerge {
        let merge = try merge(with: database)
        if merge != .unchanged {
            try database.run(
                """
                INSERT INTO patron (id, name, standing) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, standing = excluded.standing
                """, [patron.rawValue, name, standing.rawValue])
        }
        return merge
    }
}

extension BookingRow: StagedRow {
    static var kind: String { "bookings" }

    var body: String {
        [
            "\(line)", "\(booking)", patron.rawValue, "\(campus.rawValue)", "\(start.milliseconds)", "\(end.milliseconds)",
            isCancelled ? "cancelled" : "booked",
        ].joined(separator: "\t")
    }

    init?(body: String) {
        let fields = body.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7, let line = Int(fields[0]), let booking = BookingID(fields[1]),
            let patron = PatronID(rawValue: fields[2]), let campus = UInt8(fields[3]), let start = Int64(fields[4]),
            let end = Int64(fields[5])
        else { return nil }
        self.init(
            line: line, booking: booking, patron: patron, campus: CampusID(rawValue: campus),
            start: WallTime(milliseconds: start), end: WallTime(milliseconds: end), isCancelled: fields[6] == "cancelled")
    }

    func merge(with database: Database) throws -> RowMerge {
        BookingMerge(row: self, known: try database.booking(booking)).outcome
    }

    func apply(to database: Database, at time: WallTime) throws -> RowMerge {
        let merge = BookingMerge(row: self, known: try database.booking(booking))
        try merge.apply(to: database, at: time)
        return merge.outcome
    }
}
