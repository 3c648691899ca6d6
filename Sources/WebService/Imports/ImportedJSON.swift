public import LibraryModel
public import LibraryStore

/// Files of JSON, read by the very rules of the importing requests: for the command line.
public enum ImportedJSON {
    /// Everything that is wrong with a file, a line each, with the place where it stands.
    public struct Faults: Error {
        public let lines: [String]
    }

    /// `{"patrons": [{…}]}`.
    public static func patrons(_ bytes: [UInt8]) throws(Faults) -> [PatronRow] {
        try rows(bytes, .patrons) { PatronRow.parse($0) }
    }

    /// `{"bookings": [{…}]}`.
    public static func bookings(_ bytes: [UInt8], campuses: [Campus]) throws(Faults) -> [BookingRow] {
        try rows(bytes, .bookings) { BookingRow.parse($0, campuses: campuses) }
    }

    private static func rows<Row>(
        _ bytes: [UInt8], _ table: ImportTable, _ parse: ([UInt8]) -> ImportFile<Row>
    ) throws(Faults) -> [Row] {
        do throws(Refused) {
            switch parse(try JSONField.read(bytes, table.bytes)) {
            case .rows(let rows): return rows
            case .problems(let problems): throw Refused(fields: problems.map(table.fault))
            }
        } catch {
            let faults = error.problem.errors ?? []
            guard !faults.isEmpty else { throw Faults(lines: [error.problem.detail ?? error.problem.title]) }
            throw Faults(lines: faults.map { "\($0.pointer ?? ""): \($0.detail)" })
        }
    }
}
