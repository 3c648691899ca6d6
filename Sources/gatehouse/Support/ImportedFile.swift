import ArgumentParser
import Foundation
import LibraryStore

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
        for problem in problems {
            Failure.complain("\(path): \(isJSON(path) ? "record \(problem.line): \(problem.reason)" : "\(problem)")")
        }
        return Failure.exit(Failure.data, "\(path): nothing was imported; mend this and import again")
    }

    /// By its name.
    static func isJSON(_ path: String) -> Bool { path.lowercased().hasSuffix(".json") }

    static func words(_ counts: ImportCounts) -> String {
        "\(counts.added) added, \(counts.changed) changed, \(counts.unchanged) as they were"
    }
}
