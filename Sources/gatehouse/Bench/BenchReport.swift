import Foundation

/// Everything that a run found, as a table for people and as JSON for programs.
struct BenchReport {
    let machine: BenchMachine
    let result: BenchResult

    private static let headings = ["", "count", "min", "median", "p95", "p99", "max", "unit", "aim"]

    /// The whole report as aligned text.
    var table: String {
        let lines = [Self.headings] + result.rows.map(Self.cells)
        let widths = Self.headings.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var text = machine.words.joined(separator: "\n") + "\n\n"
        for line in lines {
            let cells = line.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 || column >= 7 ? cell + gap : gap + cell
            }
            text += Self.trimmed(cells.joined(separator: "  ")) + "\n"
        }
        if !result.ratios.isEmpty { text += "\nRatios of medians within this run:\n" }
        for ratio in result.ratios { text += "  \(ratio.name): \(Self.figure(ratio.value))\n" }
        if !result.shares.isEmpty { text += "\nHow many of how many:\n" }
        for share in result.shares { text += "  \(share.name): \(share.count) of \(share.whole)\n" }
        if !result.notes.isEmpty { text += "\n" }
        for note in result.notes { text += note + "\n" }
        return text
    }

    private static func cells(_ row: BenchRow) -> [String] {
        let figures = BenchRow.Statistic.allCases.map { statistic in row[statistic].map(figure) ?? "-" }
        var aim = ""
        if let wish = row.aim {
            let outcome = row.isMet.map { $0 ? "met" : "missed" } ?? "too few to say"
            aim = "\(wish.statistic.rawValue) < \(wish.below.formatted(.number.grouping(.never))): \(outcome)"
        }
        return [row.name, "\(row.count)"] + figures + [row.unit.rawValue, aim]
    }

    /// Three digits that say something, so that columns can be compared at a glance.
    private static func figure(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
        return String(format: "%.\(digits)f", value)
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// The same as JSON: `machine`, `rows`, `ratios`, `shares`, `notes`.
    func json() throws -> String {
        let document = Document(
            machine: machine, rows: result.rows.map(Document.Row.init),
            ratios: result.ratios.map { Document.Ratio(name: $0.name, value: $0.value) },
            shares: result.shares.map { Document.Share(name: $0.name, count: $0.count, of: $0.whole) }, notes: result.notes)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private struct Document: Encodable {
        struct Row: Encodable {
            let name: String
            let unit: BenchRow.Unit
            let count: Int
            let min: Double?
            let median: Double?
            let p95: Double?
            let p99: Double?
            let max: Double?
            let aim: String?
            let isMet: Bool?

            init(_ row: BenchRow) {
                (name, unit, count) = (row.name, row.unit, row.count)
                (min, median, p95, p99, max) = (row[.min], row[.median], row[.p95], row[.p99], row[.max])
                aim = row.aim.map { "\($0.statistic.rawValue) < \($0.below)" }
                isMet = row.isMet
            }
        }

        struct Ratio: Encodable {
            let name: String
            let value: Double
        }

        struct Share: Encodable {
            let name: String
            let count: Int
            let of: Int
        }

        let machine: BenchMachine
        let rows: [Row]
        let ratios: [Ratio]
        let shares: [Share]
        let notes: [String]
    }
}
