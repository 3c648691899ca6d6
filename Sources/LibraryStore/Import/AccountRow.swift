public import LibraryModel

/// One record of `accounts.csv`: `patron,password`. The password is one that was handed out.
///
/// It is hashed before it reaches the store, by whoever reads the file; nothing prints it.
public struct AccountRow: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public let line: Int
    public let patron: PatronID
    public let password: String

    public init(line: Int, patron: PatronID, password: String) {
        (self.line, self.patron, self.password) = (line, patron, password)
    }

    public var description: String { "line \(line): \(patron)" }
    public var debugDescription: String { description }

    /// Reads a whole file; no patron may stand in it twice.
    ///
    /// A handed-out password may be short, since it must be changed at the first sign-in.
    public static func parse(_ bytes: [UInt8]) -> ImportFile<AccountRow> {
        var seen: [PatronID: Int] = [:]
        return .parse(CSVTable(bytes, required: ["patron", "password"])) { record throws(BadField) in
            let row = try AccountRow(record)
            if let first = seen.updateValue(row.line, forKey: row.patron) {
                throw BadField("patron \(row.patron.masked) stands on line \(first) already")
            }
            return row
        }
    }

    /// What is wrong when the store does not know some of the patrons (``AccountStore/unknownPatrons(among:)``).
    public static func problems(in rows: [AccountRow], unknown: Set<PatronID>) -> [RowProblem] {
        rows.lazy.filter { unknown.contains($0.patron) }.prefix(ImportLimits.problems).map { row in
            RowProblem(line: row.line, reason: "patron \(row.patron.masked) is not known")
        }
    }

    private init(_ record: CSVTable.Record) throws(BadField) {
        guard let patron = PatronID(rawValue: record["patron"] ?? "") else {
            throw BadField("patron is not 1 to 20 letters and digits")
        }
        let password = record["password"] ?? ""
        guard (1...ImportLimits.passwordBytes).contains(password.utf8.count),
            !password.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw BadField("password is empty, longer than \(ImportLimits.passwordBytes) bytes or has control characters") }
        self.init(line: record.line, patron: patron, password: password)
    }
}
