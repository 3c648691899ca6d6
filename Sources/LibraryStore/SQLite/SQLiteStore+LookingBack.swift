internal import GRDB
public import LibraryModel
internal import LibraryRules

extension SQLiteStore {
    private static let decisionColumns = "id, at, gate, lane, direction, campus, booking, code, seat"

    public func recentDecisions(limit: Int) async throws(StoreError) -> [DecisionRecord] {
        let limit = Self.page(limit)
        return try await read("recent decisions") { database in
            try database.rows("SELECT \(Self.decisionColumns) FROM presentation ORDER BY id DESC LIMIT ?", [limit])
                .map(DecisionRecord.init)
        }
    }

    public func lastDecision(at lane: LaneID) async throws(StoreError) -> DecisionRecord? {
        try await read("last decision") { database in
            try database.row(
                "SELECT \(Self.decisionColumns) FROM presentation WHERE lane = ? ORDER BY id DESC LIMIT 1",
                [lane.rawValue]
            ).map(DecisionRecord.init)
        }
    }

    public func decisions(after id: RecordID?, limit: Int) async throws(StoreError) -> [StoredDecision] {
        let limit = Self.page(limit)
        return try await read("decisions") { database in
            try database.rows(
                """
                SELECT presentation.id AS id, at, code, decision, facts, json
                FROM presentation JOIN policy ON policy.id = presentation.policy
                WHERE presentation.id > ? ORDER BY presentation.id LIMIT ?
                """, [id.map { "\($0)" } ?? "", limit]
            ).map(StoredDecision.init)
        }
    }

    public func dailyCounts(
        of campus: CampusID, from first: CivilDate, through last: CivilDate
    ) async throws(StoreError) -> [DailyCount] {
        try await read("daily counts") { database in
            try database.rows(
                """
                SELECT day, kind, code, count FROM daily_count WHERE campus = ? AND day BETWEEN ? AND ?
                ORDER BY day, kind, code
                """, [Int(campus.rawValue), "\(first)", "\(last)"]
            ).map(DailyCount.init)
        }
    }

    public func booking(_ id: BookingID) async throws(StoreError) -> Booking? {
        try await read("booking") { try $0.booking(id) }
    }

    public func patron(_ id: PatronID) async throws(StoreError) -> Patron? {
        try await read("patron") { try $0.patron(id) }
    }

    public func bookings(
        at campus: CampusID, from: WallTime, until: WallTime
    ) async throws(StoreError) -> [Booking] {
        try await read("bookings") { database in
            try database.rows(
                """
                SELECT * FROM booking WHERE campus = ? AND starts_at >= ? AND starts_at < ?
                ORDER BY starts_at, id LIMIT ?
                """, [Int(campus.rawValue), from.milliseconds, until.milliseconds, StoreLimits.page]
            ).map(Booking.init)
        }
    }

    private static func page(_ limit: Int) -> Int { min(max(limit, 0), StoreLimits.page) }
}

extension DecisionRecord {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), at: try row.time("at"), gate: GateID(rawValue: try row.text("gate")),
            lane: LaneID(rawValue: try row.text("lane")), direction: try row.word("direction"),
            campus: try row.campus(), booking: try row.optionalBookingID("booking"), code: try row.word("code"),
            seat: try row.optionalRecordID("seat"))
    }
}

extension StoredDecision {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), at: try row.time("at"), code: try row.word("code"),
            evidence: try Self.evidence(row))
    }

    private static func evidence(_ row: Columns) throws(StoreError) -> Evidence {
        guard let facts = try row.optionalText("facts") else { return .swept }
        let (decision, policy) = (try row.text("decision"), try row.text("json"))
        do {
            return .kept(
                decision: try FactsText.decode(Decision.self, from: decision),
                facts: try FactsText.decode(AdmissionFacts.self, from: facts),
                policy: try FactsText.decode(AdmissionPolicy.self, from: policy))
        } catch {
            return .unreadable
        }
    }
}

extension DailyCount {
    init(_ row: Columns) throws(StoreError) {
        let day = try row.text("day")
        guard let date = CivilDate(day) else { throw StoreError(.damaged, during: "read", detail: "a day reads \(day)") }
        let kind: Kind =
            switch try row.text("kind") {
            case "entry": .entries
            case "exit": .exits
            default: .refusals(try row.word("code"))
            }
        self.init(day: date, kind: kind, count: try row.integer("count"))
    }
}
