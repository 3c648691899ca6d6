import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore

/// Reports, made from counters that name nobody.
struct DeskReports: Sendable {
    let desk: DeskHouse

    private var house: WebHouse { desk.house }

    private enum Kind: String, CaseIterable { case visits, refusals, violations, acts }

    func report(_ ask: Ask) async throws -> Response {
        guard let kind = Kind(rawValue: ask["report"]) else { throw Refused(.notFound) }
        let query = Query(ask, ["from", "until", "campus", "by"])
        let terms = house.terms
        let campus = desk.campus(query)
        let step = query.word("by", CountQuery.Step.self) ?? .day
        let today = LocalTime(house.clock.time, at: terms.offset(campus)).date
        let days = query.days(until: today, by: step)
        try query.check()
        guard let days else { throw Refused(.unprocessableContent) }
        let counts = try await desk.store.counts(
            CountQuery(Self.kinds(kind), of: campus, from: days.lowerBound, through: days.upperBound, by: step))
        let rows = ReportRow.rows(counts, under: terms)
        let columns = Self.columns(kind)
        if ask.wantsCSV {
            return Reply.csv(ReportRow.csv(rows, columns), named: "\(kind.rawValue)-\(days.lowerBound)-\(days.upperBound).csv")
        }
        return try Reply.json(ReportAnswer(
            report: kind.rawValue, from: "\(days.lowerBound)", until: "\(days.upperBound)", by: step.rawValue,
            campus: campus.map(terms.slug), columns: columns.map(\.rawValue), rows: rows))
    }

    private static func kinds(_ kind: Kind) -> [CountQuery.Kind] {
        switch kind {
        case .visits: [.entry, .exit]
        case .refusals: [.refusal]
        case .violations: [.violation, .waived]
        case .acts: [.act, .unneededAct]
        }
    }

    private static func columns(_ kind: Kind) -> [ReportRow.Column] {
        switch kind {
        case .visits: [.period, .campus, .entries, .exits]
        case .refusals: [.period, .campus, .code, .count]
        case .violations: [.period, .campus, .code, .count, .waived]
        case .acts: [.period, .campus, .code, .count, .unneeded]
        }
    }
}

/// `GET /api/v1/desk/reports/{report}`.
private struct ReportAnswer: Encodable {
    let report: String
    /// Days, both included.
    let from: String
    let until: String
    let by: String
    let campus: String?
    /// The fields of a row, in the order of the table.
    let columns: [String]
    let rows: [ReportRow]
}

/// One period of one campus, and one code where there are several.
private struct ReportRow: Encodable {
    enum Column: String { case period, campus, code, entries, exits, count, waived, unneeded }

    let period: String
    /// Nil is the house as a whole.
    let campus: String?
    var code: String?
    var message: BilingualText?
    var entries: Int?
    var exits: Int?
    var count: Int?
    var waived: Int?
    var unneeded: Int?

    /// Counts of one period, campus and code stand in one row.
    static func rows(_ counts: [CountRow], under terms: HouseTerms) -> [ReportRow] {
        var (rows, places) = ([ReportRow](), [[String]: Int]())
        for count in counts {
            let key = [count.period, count.campus.map(terms.slug) ?? "", count.code]
            let place = places[key] ?? rows.count
            if place == rows.count {
                places[key] = place
                rows.append(ReportRow(count, under: terms))
            }
            rows[place].add(count)
        }
        return rows
    }

    private init(_ count: CountRow, under terms: HouseTerms) {
        (period, campus) = (count.period, count.campus.map(terms.slug))
        switch count.kind {
        case .entry, .exit: (entries, exits) = (0, 0)
        case .refusal: (code, message, self.count) = (count.code, DecisionCode(rawValue: count.code)?.title, 0)
        case .violation, .waived: (code, self.count, waived) = (count.code, 0, 0)
        case .act, .unneededAct:
            (code, self.count, unneeded) = (DeskDeed(action: count.code)?.rawValue ?? count.code, 0, 0)
        }
    }

    private mutating func add(_ row: CountRow) {
        switch row.kind {
        case .entry: entries = row.count
        case .exit: exits = row.count
        case .refusal, .violation, .act: count = row.count
        case .waived: waived = row.count
        case .unneededAct: unneeded = row.count
        }
    }

    static func csv(_ rows: [ReportRow], _ columns: [Column]) -> String {
        var table = CSVText(columns.map(\.rawValue))
        for row in rows { table.append(columns.map(row.text)) }
        return table.text
    }

    private func text(_ column: Column) -> String {
        switch column {
        case .period: period
        case .campus: campus ?? ""
        case .code: code ?? ""
        case .entries: "\(entries ?? 0)"
        case .exits: "\(exits ?? 0)"
        case .count: "\(count ?? 0)"
        case .waived: "\(waived ?? 0)"
        case .unneeded: "\(unneeded ?? 0)"
        }
    }
}
