internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts {
        try await importPatrons(rows) { _ in }
    }

    /// The same; `tell` hears how far it is, and must return at once.
    public func importPatrons(
        _ rows: [PatronRow], telling tell: @escaping @Sendable (ImportProgress) -> Void
    ) async throws(StoreError) -> ImportCounts {
        try await finishImports()
        var news: [PatronRow] = []
        for slice in Self.slices(of: rows) {
            news += try await read("compare patrons") { database in
                try slice.filter { try $0.merge(with: database) != .unchanged }
            }
        }
        var counts = try await StagedImport(store: self, time: WallTime(milliseconds: 0), tell: tell).run(news)
        counts.unchanged += rows.count - news.count
        return counts
    }

    public func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport {
        try await importBookings(rows, at: time) { _ in }
    }

    /// The same; `tell` hears how far it is, and must return at once.
    public func importBookings(
        _ rows: [BookingRow], at time: WallTime, telling tell: @escaping @Sendable (ImportProgress) -> Void
    ) async throws(StoreError) -> BookingImport {
        try await finishImports()
        var (news, problems): ([BookingRow], [RowProblem]) = ([], [])
        for slice in Self.slices(of: rows) where problems.count < ImportLimits.problems {
            let found = try await read("compare bookings") { try Self.compare(slice, $0) }
            news += found.news
            problems += found.problems
        }
        guard problems.isEmpty else { return .refused(Array(problems.prefix(ImportLimits.problems))) }
        var counts = try await StagedImport(store: self, time: time, tell: tell).run(news)
        counts.unchanged += rows.count - news.count
        return .imported(counts)
    }

    /// A file is looked through a page at a time, so that no reader is held for long. What is news is only looked for
    /// here: each row is compared once more where it is taken over.
    private static func slices<Row>(of rows: [Row]) -> [[Row]] {
        stride(from: 0, to: rows.count, by: StoreLimits.page).map { Array(rows[$0..<min($0 + StoreLimits.page, rows.count)]) }
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
