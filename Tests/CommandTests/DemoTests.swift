import Foundation
import Glibc
import Testing

@Suite("gatehouse demo", .serialized)
struct DemoTests {
    let temporary: String

    init() throws {
        temporary = NSTemporaryDirectory() + "gatehouse-demo-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    }

    /// The demonstration, once it has said where it is; nil when it ended instead.
    private func open(_ arguments: [String], _ output: Spool) async throws -> (process: Process, port: Int)? {
        let process = try Program.start(["demo", "--live"] + arguments, output: output, temporary: temporary)
        for _ in 0..<300 {
            if let found = output.text.firstMatch(of: /open +http:\/\/127\.0\.0\.1:(\d+)\//), output.text.contains("Ctrl-C") {
                return (process, Int(found.1) ?? 0)
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("\(output.text)")
        Glibc.kill(process.processIdentifier, SIGKILL)
        return nil
    }

    private func close(_ process: Process) {
        Glibc.kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }

    @Test("the library opens, its gates are ready and people are inside; Ctrl-C closes it and nothing is left")
    func live() async throws {
        let output = try Spool()
        guard let (process, port) = try await open(["--port", "\(Int.random(in: 20_000...50_000))"], output) else { return }
        var status = try Program.run(["status", "--at", "127.0.0.1:\(port)"])
        for _ in 0..<100 where status.status != 0 {
            try await Task.sleep(for: .milliseconds(100))
            status = try Program.run(["status", "--at", "127.0.0.1:\(port)"])
        }
        #expect(status.output.contains("healthy") && status.output.contains("East Campus: free"), "\(status.output)")
        let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: temporary).first)
        let whole = try Program.run(["status", "--config", "\(temporary)/\(folder)/gatehouse.yaml"])
        #expect(whole.output.contains("East Campus: open") && !whole.output.contains(" 0 inside"), "\(whole.output)")
        close(process)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test("a port that is taken is said, and the next one is used")
    func port() async throws {
        let library = try Library()
        let output = try Spool()
        let gate = try Program.start(["run", "--config", library.config], output: Spool())
        defer { Glibc.kill(gate.processIdentifier, SIGKILL) }
        for _ in 0..<100 where try Program.run(["status", "--at", "127.0.0.1:\(library.port)"]).status == 2 {
            try await Task.sleep(for: .milliseconds(100))
        }
        guard let (process, port) = try await open(["--port", "\(library.port)"], output) else { return }
        #expect(port > library.port && output.text.contains("Port \(library.port) is taken"))
        close(process)
    }

    @Test("a library in a folder is kept, and goes on where it was left")
    func folder() async throws {
        let folder = temporary + "/kept"
        for _ in 1...2 {
            guard let (process, _) = try await open(["--folder", folder, "--port", "\(Int.random(in: 20_000...50_000))"], Spool())
            else { return }
            close(process)
        }
        #expect(FileManager.default.fileExists(atPath: folder + "/state/gatehouse.db"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/keys/secret.keys")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("where nobody watches, only the story is played")
    func story() throws {
        let answer = try Program.run(["demo", "--fast"])
        #expect(answer.status == 0 && answer.output.contains("The story is over"))
    }
}
