internal import Foundation

/// A list of records in JSON, such as `{"bookings": [{"patron": "20211001", …}]}`: the same fields as the columns of a
/// CSV file, each a string. In a ``RowProblem`` the `line` is the number of the record; the first is 1.
enum JSONRecords {
    /// Read strictly, as ``CSVTable`` reads: a field that is missing, unknown or no string is a problem.
    static func table(_ bytes: [UInt8], list: String, required: [String], optional: [String] = []) -> CSVTable {
        let refuse = { (reason: String) in CSVTable([], problems: [RowProblem(line: 1, reason: reason)]) }
        guard bytes.count <= ImportLimits.fileBytes else {
            return refuse("the file is larger than \(ImportLimits.fileBytes >> 20) MiB")
        }
        guard let top = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            return refuse("not a JSON object with a list `\(list)`")
        }
        if let other = top.keys.sorted().first(where: { $0 != list }) { return refuse("unknown field `\(other.prefix(40))`") }
        guard let objects = top[list] as? [Any] else { return refuse("`\(list)` is not a list") }
        guard objects.count <= ImportLimits.records else { return refuse("more than \(ImportLimits.records) records") }
        var (records, problems) = ([(line: Int, fields: [String: String])](), [RowProblem]())
        for (place, object) in objects.enumerated() where problems.count < ImportLimits.problems {
            do throws(BadField) {
                records.append((place + 1, try fields(of: object, required, optional)))
            } catch { problems.append(RowProblem(line: place + 1, reason: error.reason)) }
        }
        return CSVTable(records, problems: problems)
    }

    private static func fields(
        of object: Any, _ required: [String], _ optional: [String]
    ) throws(BadField) -> [String: String] {
        guard let object = object as? [String: Any] else { throw BadField("not an object") }
        var fields: [String: String] = [:]
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            guard required.contains(name) || optional.contains(name) else { throw BadField("unknown field '\(name.prefix(40))'") }
            guard let text = value as? String else { throw BadField("'\(name)' is not a string") }
            fields[name] = text
        }
        for name in required where fields[name] == nil { throw BadField("field '\(name)' is missing") }
        return fields
    }
}
