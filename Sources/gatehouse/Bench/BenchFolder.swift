import Foundation

/// A folder for one run, removed with this object.
final class BenchFolder: Sendable {
    let path: String

    /// Made in `parent`, or else where temporary files go.
    init(in parent: String?) throws {
        let parent = parent ?? ProcessInfo.processInfo.environment["TMPDIR"] ?? NSTemporaryDirectory()
        let url = URL(fileURLWithPath: parent).appendingPathComponent("gatehouse-bench-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Failure.exit(Failure.cannotCreate, "\(url.path): cannot be made; give a folder with --dir FOLDER")
        }
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A folder in it, made if it is not there.
    func folder(_ name: String) throws -> String {
        let path = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}
