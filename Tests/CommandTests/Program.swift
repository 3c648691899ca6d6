import Foundation

/// The built program, run as its user runs it.
enum Program {
    /// Beside the test bundle, where the build leaves it.
    static let path: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("gatehouse").path
    }()

    struct Answer: Sendable {
        let status: Int32
        let output: String
        let errors: String
        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// What was printed, as JSON.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// Runs to the end, with more of an environment if wanted.
    static func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (try Spool(), try Spool())
        (process.standardOutput, process.standardError) = (output.handle, errors.handle)
        try process.run()
        process.waitUntilExit()
        return Answer(status: process.terminationStatus, output: output.text, errors: errors.text)
    }

    /// The status of a line of sh(1).
    static func shell(_ line: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Starts and answers at once. `temporary` is where it puts temporary files.
    static func start(
        _ arguments: [String], output: Spool, temporary: String? = nil, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let more = temporary.map { ["TMPDIR": $0] } ?? [:]
        process.environment = ProcessInfo.processInfo.environment.merging(more.merging(environment) { $1 }) { $1 }
        (process.standardOutput, process.standardError) = (output.handle, output.handle)
        try process.run()
        return process
    }
}

/// A file that takes what a program says; a pipe would fill and stop it.
final class Spool {
    let handle: FileHandle
    private let path: String

    init() throws {
        path = NSTemporaryDirectory() + "gatehouse-\(UUID().uuidString).txt"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
