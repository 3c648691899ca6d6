/// A table with a header in comma-separated values (RFC 4180, UTF-8, an optional byte-order mark).
///
/// Read strictly: a quote stands only round a whole field, each record has as many fields as the header, lines end
/// with CRLF or LF, and no control character stands outside quotes. What is not so is named by its line.
public struct CSVTable: Sendable {
    /// One record below the header.
    public struct Record: Sendable {
        /// The line on which it begins; the header is line 1.
        public let line: Int
        fileprivate let fields: [String]
        fileprivate let places: [String: Int]

        /// The field of a column; nil when the file has no such optional column.
        public subscript(column: String) -> String? { places[column].map { fields[$0] } }
    }

    public private(set) var records: [Record] = []
    /// At most ``ImportLimits/problems``; the table is of use only when there are none.
    public private(set) var problems: [RowProblem] = []

    /// - Parameters:
    ///   - required: the columns that must be there, in any order.
    ///   - optional: the columns that may be there. Any other column is a problem.
    public init(_ bytes: [UInt8], required: [String], optional: [String] = []) {
        guard bytes.count <= ImportLimits.fileBytes else {
            problems = [RowProblem(line: 1, reason: "the file is larger than \(ImportLimits.fileBytes >> 20) MiB")]
            return
        }
        var reader = CSVReader(bytes)
        do throws(RowFailure) {
            guard let header = try reader.next() else { throw RowFailure(line: 1, reason: "the file has no header") }
            let places = checkHeader(header.fields, required, optional)
            if problems.isEmpty { try readRecords(&reader, places) }
        } catch {
            note(error.line, error.reason)
        }
    }

    private mutating func checkHeader(_ names: [String], _ required: [String], _ optional: [String]) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, name) in names.prefix(ImportLimits.columns + 1).enumerated() {
            if !required.contains(name), !optional.contains(name) { note(1, "unknown column '\(name.prefix(40))'") }
            if places.updateValue(place, forKey: name) != nil { note(1, "column '\(name.prefix(40))' stands twice") }
        }
        for name in required where places[name] == nil { note(1, "column '\(name)' is missing") }
        return places
    }

    private mutating func readRecords(_ reader: inout CSVReader, _ places: [String: Int]) throws(RowFailure) {
        while let (line, fields) = try reader.next(), problems.count < ImportLimits.problems {
            guard records.count < ImportLimits.records else {
                throw RowFailure(line: line, reason: "more than \(ImportLimits.records) records")
            }
            if fields.count == places.count {
                records.append(Record(line: line, fields: fields, places: places))
            } else {
                note(line, "\(fields.count) fields where the header has \(places.count)")
            }
        }
    }

    private mutating func note(_ line: Int, _ reason: String) {
        if problems.count < ImportLimits.problems { problems.append(RowProblem(line: line, reason: reason)) }
    }
}
