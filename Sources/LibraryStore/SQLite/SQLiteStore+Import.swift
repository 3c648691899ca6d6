internal import GRDB
public import LibraryModel

extension SQLiteStore {
    /// Looks first and writes only what differs: a nightly file of mostly known rows then holds the store briefly.
    public func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts {
        let news = try await read("compare patrons") { database in
            try rows.filter { try Self.merge($0, database) != .unchanged }
        }
        var counts = try await write("import patrons") { database in
            var counts = ImportCounts()
            for row in news {
                let merge = try Self.merge(row, database)
                if merge != .unchanged {
                    try database.run(
                        """
                        INSERT INTO patron (id, name, standing) VALUES (?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, standing = excluded.standing
                        """, [row.patron.rawValue, row.name, row.standing.rawValue])
                }
                counts.note(merge)
            }
            return counts
        }
        counts.unchanged += rows.count - news.count
        return counts
    }

    private static func merge(_ row: PatronRow, _ database: Database) throws -> RowMerge {
        guard let known = try database.row("SELECT name, standing FROM patron WHERE id = ?", [row.patron.rawValue])
        else { return .added }
        let same = try known.text("name") == row.name && known.text("standing") == row.standing.rawValue
        return same ? .unchanged : .changed
    }

    public func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport {
        let (news, problems) = try await read("compare bookings") { database in
            try Self.compare(rows, database)
        }
        guard problems.isEmpty else { return .refused(problems) }
        var counts = try await write("import bookings") { database in
            var counts = ImportCounts()
            for row in news {
                let merge = try BookingMerge(row: row, known: database.booking(row.booking))
                try merge.apply(to: database, at: time)
                counts.note(merge.outcome)
            }
            return counts
        }
        counts.unchanged += rows.count - news.count
        return .imported(counts)
    }

    /// The rows that would change something, and the rows that cannot be.
    private static func compare(
        _ rows: [BookingRow], _ database: Database
    ) throws -> (news: [BookingRow], problems: [RowProblem]) {
        var (news, problems): ([BookingRow], [RowProblem]) = ([], [])
        for row in rows where problems.count < ImportLimits.problems {
            let merge = BookingMerge(row: row, known: try database.booking(row.booking))
            if merge.belongsToAnother {
                problems.append(RowProblem(line: row.line, reason: "booking \(row.booking) belongs to another patron"))
            } else if try database.row("SELECT id FROM patron WHERE id = ?", [row.patron.rawValue]) == nil {
                problems.append(RowProblem(line: row.line, reason: "patron \(row.patron.masked) is not known"))
            } else if merge.outcome != .unchanged {
                news.append(row)
            }
        }
        return (news, problems)
    }
}
