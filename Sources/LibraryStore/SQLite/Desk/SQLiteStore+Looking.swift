internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func presentations(_ query: PresentationQuery) async throws(StoreError) -> [PresentationRecord] {
        try await read("presentations") { database in
            let (condition, arguments) = query.condition
            return try database.rows(
                """
                SELECT presentation.*, booking.patron AS patron FROM presentation
                LEFT JOIN booking ON booking.id = presentation.booking
                WHERE \(condition) ORDER BY presentation.id DESC LIMIT ?
                """, arguments + [min(max(query.limit, 0), StoreLimits.page)]
            ).map(PresentationRecord.init)
        }
    }

    public func inside(at campus: CampusID?) async throws(StoreError) -> [PersonInside] {
        try await read("inside") { database in
            try database.rows(
                """
                SELECT visit.id, visit.campus, visit.booking, visit.entered_at, visit.cause, booking.ends_at AS booking_end,
                    booking.patron AS patron, patron.name AS name, patron.standing AS standing
                FROM visit LEFT JOIN booking ON booking.id = visit.booking LEFT JOIN patron ON patron.id = booking.patron
                WHERE visit.state = 'inside' AND visit.state IN ('reserved', 'inside') AND (? IS NULL OR visit.campus = ?)
                ORDER BY visit.entered_at, visit.id LIMIT ?
                """, [campus.map { Int($0.rawValue) }, campus.map { Int($0.rawValue) }, StoreLimits.page]
            ).map(PersonInside.init)
        }
    }

    public func inside(_ campus: CampusID, at instants: [WallTime]) async throws(StoreError) -> [Int] {
        guard let first = instants.first, let last = instants.last else { return [] }
        return try await read("curve") { database in
            let number = Int(campus.rawValue)
            let visits = try database.rows(
                """
                SELECT entered_at AS began, ended_at AS ended FROM visit WHERE campus = ? AND ended_at >= ? AND entered_at <= ?
                UNION ALL SELECT entered_at, NULL FROM visit
                WHERE campus = ? AND state = 'inside' AND state IN ('reserved', 'inside') AND entered_at <= ?
                """, [number, first.milliseconds, last.milliseconds, number, last.milliseconds])
            let exits = try database.rows(
                """
                SELECT at AS began, settled_at AS ended FROM unmatched_exit
                WHERE campus = ? AND at <= ? AND at >= ? AND (settled_at IS NULL OR settled_at >= ?)
                """, [number, last.milliseconds, (first - .hours(48)).milliseconds, first.milliseconds])
            return StepCurve(try visits.map(Self.span), less: try exits.map(Self.span)).values(at: instants)
        }
    }

    private static func span(_ row: Columns) throws -> (WallTime, WallTime?) {
        (try row.time("began"), try row.optionalTime("ended"))
    }
}

/// How many spans lie over an instant.
private struct StepCurve {
    private let changes: [(at: WallTime, by: Int)]

    init(_ spans: [(WallTime, WallTime?)], less others: [(WallTime, WallTime?)]) {
        let up = spans.flatMap { span in [(span.0, 1)] + (span.1.map { [($0, -1)] } ?? []) }
        let down = others.flatMap { span in [(span.0, -1)] + (span.1.map { [($0, 1)] } ?? []) }
        changes = (up + down).sorted { $0.0 < $1.0 }
    }

    func values(at instants: [WallTime]) -> [Int] {
        var (next, count) = (0, 0)
        return instants.map { instant in
            while next < changes.count, changes[next].at <= instant {
                count += changes[next].by
                next += 1
            }
            return max(0, count)
        }
    }
}

extension PresentationQuery {
    fileprivate var condition: (sql: String, arguments: StatementArguments) {
        let oldest = now - StoreLimits.lookBack
        var terms = ["presentation.id >= ?"]
        var arguments: StatementArguments = [
            "\(RecordID(high: UInt64(max(0, oldest.milliseconds)) << 16, low: 0))"
        ]
        let given: [(String, (any DatabaseValueConvertible)?)] = [
            ("presentation.campus = ?", campus.map { Int($0.rawValue) }), ("presentation.lane = ?", lane?.rawValue),
            ("presentation.code = ?", code?.rawValue), ("presentation.id < ?", before.map { "\($0)" }),
        ]
        for (term, value) in given {
            guard let value else { continue }
            terms.append(term)
            arguments += [value]
        }
        if let admits {
            let codes = DecisionCode.allCases.filter { $0.admits == admits }
            terms.append("presentation.code IN (\(codes.map { "'\($0.rawValue)'" }.joined(separator: ", ")))")
        }
        return (terms.joined(separator: " AND "), arguments)
    }
}

extension PresentationRecord {
    fileprivate init(_ row: Columns) throws {
        self.init(
            record: try DecisionRecord(row), decision: try FactsText.decode(Decision.self, from: row.text("decision")),
            patron: try row.optionalText("patron") == nil ? nil : row.patronID("patron"))
    }
}

extension PersonInside {
    fileprivate init(_ row: Columns) throws(StoreError) {
        var patron: Patron?
        if let name = try row.optionalText("name") {
            patron = Patron(id: try row.patronID("patron"), name: name, standing: try row.word("standing"))
        }
        self.init(
            visit: try row.recordID("id"), campus: try row.campus(), booking: try row.optionalBookingID("booking"),
            patron: patron, enteredAt: try row.time("entered_at"), bookingEnd: try row.optionalTime("booking_end"),
            cause: try row.text("cause"))
    }
}
