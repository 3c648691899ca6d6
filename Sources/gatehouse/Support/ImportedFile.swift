import ArgumentParser
import Foundation
import LibraryStore
import WebService

/// A file of records, CSV or JSON, that is taken whole or not at all.
enum ImportedFile {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
            size <= ImportLimits.fileBytes, let data = FileManager.default.contents(atPath: path)
        else {
            throw Failure.exit(
                Failure.noInput, "\(path): cannot be read, or is larger than \(ImportLimits.fileBytes >> 20) MiB")
        }
        return Array(data)
    }

    static func rows<Row>(_ file: ImportFile<Row>, in path: String) throws -> [Row] {
        switch file {
        case .rows(let rows): return rows
        case .problems(let problems): throw refused(problems, in: path)
        }
    }

    static func refused(_ problems: [RowProblem], in path: String) -> ExitCode {
        refused(problems.map(\.description), in: path)
    }

    private static func refused(_ problems: [String], in path: String) -> ExitCode {
        for problem in problems { Failure.complain("\(path): \(problem)") }
        return Failure.exit(Failure.data, "\(path): nothing was imported; mend this and import again")
    }

    /// The rows of a file whose name ends in `.json`; nil for any other.
    static func json<Row>(
        _ path: String, _ read: ([UInt8]) throws(ImportedJSON.Faults) -> [Row]
    ) throws -> [Row]? {
        guard path.lowercased().hasSuffix(".json") else { return nil }
        let bytes = try bytes(path)
        do { return try read(bytes) } catch { throw refused(error.lines, in: path) }
    }

    static func words(_ counts: ImportCounts) -> String {
        "\(counts.added) added, \(counts.changed) changed, \(counts.unchanged) as they were"
    }
}
