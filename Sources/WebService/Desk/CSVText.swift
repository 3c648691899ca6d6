/// A table as comma-separated values (RFC 4180): a header, CR LF after each line, quotes where they are needed.
struct CSVText {
    private(set) var text: String

    init(_ header: [String]) { text = Self.line(header) }

    mutating func append(_ row: [String]) { text += Self.line(row) }

    private static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    /// What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection): reasons are typed by
    /// people.
    private static func field(_ value: String) -> String {
        let isFormula = value.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + value : value
        let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}

extension [ActAnswer] {
    /// The log of overrides.
    var csv: String {
        var table = CSVText([
            "at", "who", "role", "kind", "on", "overCap", "lane", "campus", "subject", "why", "needed", "difference",
            "undoneBy", "undoes", "act",
        ])
        for act in self {
            table.append([
                act.at, act.who, act.role ?? "", act.kind, act.on.map { "\($0)" } ?? "", act.overCap.map { "\($0)" } ?? "",
                act.lane ?? "", act.campus ?? "", act.subject ?? "", act.why, "\(act.needed)",
                act.difference.map { "\($0)" } ?? "", act.undoneBy ?? "", act.undoes ?? "", act.act,
            ])
        }
        return table.text
    }
}
