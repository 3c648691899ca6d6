/// The rows of a file, or everything that is wrong with it. A file with a problem is not imported at all.
public enum ImportFile<Row: Sendable>: Sendable {
    case rows([Row])
    /// At least one, at most ``ImportLimits/problems``.
    case problems([RowProblem])
}

extension ImportFile: Equatable where Row: Equatable {}

extension ImportFile {
    /// Turns each record into a row and collects what is wrong.
    static func parse(_ table: CSVTable, _ row: (CSVTable.Record) throws(BadField) -> Row) -> Self {
        var (rows, problems) = ([Row](), table.problems)
        for record in table.records where problems.count < ImportLimits.problems {
            do throws(BadField) {
                rows.append(try row(record))
            } catch {
                problems.append(RowProblem(line: record.line, reason: error.reason))
            }
        }
        return problems.isEmpty ? .rows(rows) : .problems(problems.sorted { $0.line < $1.line })
    }
}
