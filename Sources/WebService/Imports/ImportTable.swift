import LibraryStore

/// Rows that came as JSON, written as the table that the importer reads: so both forms obey the very same rules and a
/// booking gets the same id in either.
struct ImportTable {
    /// The name of the list in the body, such as `patrons`.
    let name: String
    let required: [String]
    var optional: [String] = []

    static let patrons = ImportTable(name: "patrons", required: ["patron", "name", "standing"])
    static let bookings = ImportTable(
        name: "bookings", required: ["patron", "campus", "start", "end"], optional: ["booking", "state"])

    /// The bytes of the table; nil, with the reasons noted, when a row is none. Row `n` stands on line `n + 2`.
    func bytes(_ body: JSONField) -> [UInt8]? {
        let items = body.object([name])?[name]?.list(0...ImportLimits.records)
        guard let items else { return nil }
        var table = Array((columns.joined(separator: ",") + "\n").utf8)
        for item in items {
            guard body.faults.list.count < WebLimits.fieldFaults else { break }
            guard let object = item.object(required, optional: optional) else { continue }
            table += columns.map { Self.quoted(object[$0]?.text(0...ImportLimits.recordBytes) ?? "") }.joined(separator: ",").utf8
            table.append(UInt8(ascii: "\n"))
        }
        return table
    }

    /// Where the fault of a line stands in the body.
    func fault(_ problem: RowProblem) -> FieldFault {
        FieldFault(pointer: problem.line >= 2 ? "/\(name)/\(problem.line - 2)" : "/\(name)", detail: problem.reason)
    }

    private var columns: [String] { required + optional }

    /// RFC 4180 section 2.
    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
