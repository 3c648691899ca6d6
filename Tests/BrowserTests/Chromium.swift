import Foundation
import Glibc

/// A browser that is driven by WebDriver: Debian's Chromium through its chromedriver, in a process group of their own.
final class Chromium: Sendable {
    private static let places = ["/usr/bin", "/usr/local/bin", "/opt/chromium"]
    private static let driver = find("chromedriver")
    private static let browser = find("chromium") ?? find("chromium-browser")

    static var isInstalled: Bool { driver != nil && browser != nil }
    /// Where tests must prove everything a missing browser is a failure, elsewhere a reason to skip.
    static var isWanted: Bool { isInstalled || ProcessInfo.processInfo.environment["CI"] == "true" }

    /// Where chromedriver listens.
    let port: Int
    private let group: pid_t
    /// For everything that the two leave behind.
    private let folder: URL

    /// Starts chromedriver on a free port.
    init() async throws {
        guard let driver = Self.driver, Self.isInstalled else { throw Trouble(what: "chromium and chromedriver are not installed") }
        // Short, since the browser keeps a socket in it and such a path has 108 bytes at most.
        let folder = URL(fileURLWithPath: "/tmp/gh-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        (port, group) = try await onThread {
            // It takes a free port of IPv6 and gives up if somebody else has the same one of IPv4.
            var said = ""
            for _ in 0..<5 {
                if let started = try Self.start(driver, in: folder, said: &said) { return started }
            }
            throw Trouble(what: "chromedriver did not start: \(said)")
        }
    }

    /// Nil when it ended instead of listening.
    private static func start(_ driver: String, in folder: URL, said: inout String) throws -> (Int, pid_t)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: driver)
        process.arguments = ["--port=0"]
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        while case let chunk = output.fileHandleForReading.availableData, !chunk.isEmpty {
            said += String(decoding: chunk, as: UTF8.self)
            if let port = said.firstMatch(of: /successfully on port (\d+)/)?.1, let port = Int(port) {
                return (port, process.processIdentifier)
            }
        }
        return nil
    }

    /// Ends the browser in good order, then whatever of the group is left: nothing of it outlives its test.
    func end() {
        _ = try? WireLine.ask(port, "GET", "/shutdown", [], patienceSeconds: 10)
        if getpgid(group) == group { kill(-group, SIGKILL) } else { kill(group, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func find(_ name: String) -> String? {
        places.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What kept the browser from doing as it was told.
    struct Trouble: Error, CustomStringConvertible {
        let what: String
        var description: String { what }
    }
}

/// Runs `work` on a thread of its own, so that its blocking calls hold up no task.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}
