public import LibraryModel

/// One record of `patrons.csv`: `patron,name,standing`.
public struct PatronRow: Hashable, Sendable {
    public let line: Int
    public let patron: PatronID
    public let name: String
    public let standing: Patron.Standing

    public init(line: Int, patron: PatronID, name: String, standing: Patron.Standing) {
        (self.line, self.patron, self.name, self.standing) = (line, patron, name, standing)
    }

    /// Reads a whole file; no patron may stand in it twice.
    public static func parse(_ bytes: [UInt8]) -> ImportFile<PatronRow> {
        var seen: [PatronID: Int] = [:]
        return .parse(CSVTable(bytes, required: ["patron", "name", "standing"])) { record throws(BadField) in
            let row = try PatronRow(record)
            if let first = seen.updateValue(row.line, forKey: row.patron) {
                throw BadField("patron \(row.patron.masked) stands on line \(first) already")
            }
            return row
        }
    }

    private init(_ record: CSVTable.Record) throws(BadField) {
        guard let patron = PatronID(rawValue: record["patron"] ?? "") else {
            throw BadField("patron is not 1 to 20 letters and digits")
        }
        let name = record["name"] ?? ""
        guard (1...ImportLimits.nameBytes).contains(name.utf8.count), name.contains(where: { !$0.isWhitespace }),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw BadField("name is empty, longer than \(ImportLimits.nameBytes) bytes or has control characters") }
        guard let standing = Patron.Standing(rawValue: record["standing"] ?? "") else {
            throw BadField("standing is neither active nor inactive")
        }
        self.init(line: record.line, patron: patron, name: name, standing: standing)
    }
}
