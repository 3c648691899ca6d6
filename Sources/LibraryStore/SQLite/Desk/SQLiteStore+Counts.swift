internal import GRDB
internal import LibraryModel

extension SQLiteStore {
    /// Days and months of passages and refusals come from the counters by day, which reach back the farthest.
    public func counts(_ query: CountQuery) async throws(StoreError) -> [CountRow] {
        try await read("counts") { database in
            let byDay = query.step == .hour ? [] : query.kinds.filter(\.isKeptByDay)
            let byHour = query.kinds.filter { !byDay.contains($0) }
            let rows = try database.counts(byDay, query, in: "daily_count", query.step == .month ? Self.month : "day")
                + database.counts(byHour, query, in: "hourly_count", Self.period(query.step))
            return rows.sorted { ($0.period, $0.campus?.rawValue ?? 0, $0.kind.rawValue, $0.code)
                < ($1.period, $1.campus?.rawValue ?? 0, $1.kind.rawValue, $1.code) }
        }
    }

    /// Adds to the counters what was counted elsewhere, such as by the gate that stood here before.
    public func add(_ counts: [HourlyCount]) async throws(StoreError) {
        try await write("add counts", turn: .chore) { database in
            for count in counts {
                try database.add(count)
            }
        }
    }

    private static let month = "substr(day, 1, 7)"

    private static func period(_ step: CountQuery.Step) -> String {
        switch step {
        case .hour: "day || 'T' || CASE WHEN hour < 10 THEN '0' ELSE '' END || hour"
        case .day: "day"
        case .month: month
        }
    }
}

extension CountQuery.Kind {
    fileprivate var isKeptByDay: Bool {
        switch self {
        case .entry, .exit, .refusal: true
        case .violation, .waived, .act, .unneededAct: false
        }
    }
}

extension Database {
    fileprivate func counts(
        _ kinds: [CountQuery.Kind], _ query: CountQuery, in table: String, _ period: String
    ) throws -> [CountRow] {
        guard !kinds.isEmpty else { return [] }
        let words = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try rows(
            """
            SELECT \(period) AS period, campus, kind, code, SUM(count) AS total FROM \(table)
            WHERE day BETWEEN ? AND ? AND kind IN (\(words)) AND (? IS NULL OR campus = ?)
            GROUP BY 1, campus, kind, code HAVING SUM(count) > 0
            """,
            [
                "\(query.first)", "\(query.last)", query.campus.map { Int($0.rawValue) }, query.campus.map { Int($0.rawValue) },
            ]
        ).map { row in
            CountRow(
                period: try row.text("period"), campus: try row.integer("campus") == 0 ? nil : row.campus(),
                kind: try row.word("kind"), code: try row.text("code"), count: try row.integer("total"))
        }
    }

    fileprivate func add(_ count: HourlyCount) throws {
        let (campus, day) = (Int(count.campus.rawValue), "\(count.day)")
        try run(
            """
            INSERT INTO hourly_count (campus, day, hour, kind, code, count) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (day, hour, campus, kind, code) DO UPDATE SET count = hourly_count.count + excluded.count
            """, [campus, day, count.hour, count.kind.rawValue, count.code, count.count])
        guard count.kind.isKeptByDay else { return }
        try run(
            """
            INSERT INTO daily_count (campus, day, kind, code, count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (campus, day, kind, code) DO UPDATE SET count = daily_count.count + excluded.count
            """, [campus, day, count.kind.rawValue, count.code, count.count])
    }
}
