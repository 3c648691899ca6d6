import Foundation
import Glibc
import Testing

@Suite("gatehouse status")
struct StatusCommandTests {
    /// Runs the gate of a library while `work` asks it.
    private func running(_ library: Library, _ work: () async throws -> Void) async throws {
        let gate = try Program.start(["run", "--config", library.config], output: Spool())
        defer {
            Glibc.kill(gate.processIdentifier, SIGTERM)
            gate.waitUntilExit()
        }
        for _ in 0..<200 where try library.run("status").status == 2 { try await Task.sleep(for: .milliseconds(50)) }
        try await work()
    }

    @Test("on the board itself everything is told; a stranger is told one word, and a token opens all")
    func who() async throws {
        let library = try Library()
        try await running(library) {
            let own = try library.run("status")
            #expect(own.output.contains("0 inside, 0 held, cap 50") && own.output.contains("gate east-main"), "\(own.output)")
            #expect(!own.output.contains("\u{1B}"), "no colour where nobody looks")
            let at = ["status", "--at", "127.0.0.1:\(library.port)"]
            let stranger = try Program.run(at)
            #expect(!stranger.output.contains("inside") && stranger.output.contains("what everybody may see"), "\(stranger.output)")
            #expect(stranger.status == own.status)
            let made = try library.run("tokens", "add", "grafana", "--scope", "status", "--json").json()
            let secret = try #require(made["secret"] as? String)
            #expect(try Program.run(at + ["--token", secret]).output.contains("gate east-main"))
            #expect(try Program.run(at + ["--json", "--token", secret]).json()["gates"] != nil)
            #expect(try Program.run(at + ["--json"]).json()["gates"] == nil)
            let kiosk = try #require(try library.run("tokens", "add", "screen", "--scope", "kiosk", "--json").json()["secret"] as? String)
            let wrong = try Program.run(at + ["--token", kiosk])
            #expect(wrong.status == 2 && wrong.errors.contains("--scope status"), "\(wrong.errors)")
            _ = try library.run("tokens", "withdraw", "grafana")
            let gone = try Program.run(at + ["--token", secret])
            #expect(gone.status == 2 && gone.errors.contains("does not know this token"), "\(gone.errors)")
            let mode = try FileManager.default.attributesOfItem(atPath: library.folder + "/state/status.token")[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("the exit status is what the page says: 0 healthy, 1 degraded, 2 nobody there; colour where it is asked for")
    func exits() async throws {
        let library = try Library()
        try await running(library) {
            let answer = try library.run("status", "--color", "always")
            // A machine without a time service has a clock that is not trusted.
            let isHealthy = try library.run("status", "--json").json()["health"] as? String == "healthy"
            #expect(answer.status == (isHealthy ? 0 : 1))
            #expect(answer.output.contains(isHealthy ? "\u{1B}[32mhealthy\u{1B}[0m" : "\u{1B}[31mdegraded\u{1B}[0m"), "\(answer.output)")
        }
        let gone = try library.run("status")
        #expect(gone.status == 2 && gone.output.isEmpty && gone.errors.contains("is it running?"))
    }

    @Test("what cannot be meant is refused before anything is asked", arguments: [
        ["--token", "secret"], ["--at", "gate"], ["--at", "gate:99999"], ["--color", "red"],
    ])
    func wrong(_ arguments: [String]) throws {
        #expect(try Program.run(["status"] + arguments).status == 64)
    }

    @Test("--watch asks again and again until it is interrupted, also when the gate comes later")
    func watch() async throws {
        let library = try Library()
        let output = try Spool()
        let watcher = try Program.start(["status", "--watch", "--config", library.config], output: output)
        defer { Glibc.kill(watcher.processIdentifier, SIGKILL) }
        for _ in 0..<200 where !output.text.contains("is it running?") { try await Task.sleep(for: .milliseconds(50)) }
        try await running(library) {
            for _ in 0..<200 where output.text.split(separator: "gate east-main").count < 3 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(output.text.split(separator: "gate east-main").count >= 3)
        }
        Glibc.kill(watcher.processIdentifier, SIGINT)
        watcher.waitUntilExit()
        #expect(watcher.terminationReason == .uncaughtSignal)
    }
}
