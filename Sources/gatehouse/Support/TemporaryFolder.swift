import Foundation

/// A folder for one run, removed with this object.
final class TemporaryFolder: Sendable {
    let path: String
    private let isKept: Bool

    /// Made in `parent`, or else where temporary files go; `name` is how its own name begins.
    init(_ name: String, in parent: String?) throws {
        let parent = parent ?? ProcessInfo.processInfo.environment["TMPDIR"] ?? NSTemporaryDirectory()
        path = try Self.made(URL(fileURLWithPath: parent).appendingPathComponent("\(name)-\(UUID().uuidString)").path)
        isKept = false
    }

    /// A folder that stays.
    init(kept path: String) throws {
        self.path = try Self.made(URL(fileURLWithPath: path).path)
        isKept = true
    }

    deinit { if !isKept { try? FileManager.default.removeItem(atPath: path) } }

    /// A folder in it, made if it is not there.
    func folder(_ name: String) throws -> String { try Self.made("\(path)/\(name)") }

    private static func made(_ path: String) throws -> String {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure.exit(Failure.cannotCreate, "\(path): cannot be made; give another folder")
        }
        return path
    }
}
