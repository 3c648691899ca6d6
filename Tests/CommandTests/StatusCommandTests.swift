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
            #expect(own.output.contains("00:00-24:00") && own.output.contains("0 inside, 0 held, cap 50") && own.output.contains("gate east-main"), "\(own.output)")
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
        ["--token", "secret"], ["--at", "gate"], ["--at", "gate:99999"], ["--color", "red"], ["--at", "http://gate:80"],
        ["--at", "[::1]"], ["--at", "::1:80"], ["--bogus"],
    ])
    func wrong(_ arguments: [String]) throws {
        #expect(try Program.run(["status"] + arguments).status == 64)
    }

    @Test("a name that leads nowhere, and an address of IPv6 at which nobody is, are unreachable", arguments: [
        "gate.invalid:80", "[::1]:1", "127.0.0.1:1",
    ])
    func nobody(_ place: String) throws {
        let answer = try Program.run(["status", "--at", place])
        #expect(answer.status == 2 && answer.output.isEmpty && answer.errors.contains("is it running?"), "\(answer.errors)")
    }

    @Test("a line is no longer than the terminal, and says all the same")
    func narrow() async throws {
        let library = try Library()
        try await running(library) {
            let words = { (text: String) in Set(text.split { " ,:·█\n".contains($0) }.filter { !$0.contains("T") }) }
            let wide = try library.run("status").output
            for columns in [40, 50, 80] {
                let page = try Program.run(["status", "--config", library.config], ["COLUMNS": "\(columns)"]).output
                for line in page.split(separator: "\n") where !line.contains("→") {
                    let width = line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
                    #expect(width <= columns, "\(line)")
                }
                #expect(words(wide).subtracting(words(page)).count <= 2, "only the time goes on:\n\(page)")
                #expect(page.contains("·") && page.contains("0 inside, 0 held, cap 50"))
            }
        }
    }

    /// What stands on a terminal, which script(1) gives the program.
    private func terminal(_ command: String, _ environment: [String: String] = [:]) throws -> (status: Int32, text: String) {
        let output = try Spool()
        let process = try onTerminal(command, environment, output)
        process.waitUntilExit()
        return (process.terminationStatus, output.text)
    }

    private func onTerminal(_ command: String, _ environment: [String: String], _ output: Spool) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        process.arguments = ["-qefc", "exec \(Program.path) \(command)", "/dev/null"]
        process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm", "NO_COLOR": ""]) { $1 }.merging(environment) { $1 }
        (process.standardOutput, process.standardError, process.standardInput) = (output.handle, output.handle, FileHandle.nullDevice)
        try process.run()
        return process
    }

    @Test("a terminal gets colours, unless NO_COLOR is set, and a dead gate leaves no old page on one that watches")
    func colours() async throws {
        let library = try Library()
        let isColoured = { (text: String) in text.contains("\u{1B}[3") }
        try await running(library) {
            let ask = "status --config \(library.config)"
            let coloured = try terminal(ask)
            #expect(isColoured(coloured.text) && [0, 1].contains(coloured.status), "\(coloured)")
            #expect(try !isColoured(terminal(ask, ["NO_COLOR": "1"]).text))
            #expect(try !isColoured(terminal(ask, ["TERM": "dumb"]).text))
            #expect(try isColoured(terminal(ask + " --color always", ["NO_COLOR": "1"]).text))
        }
        let output = try Spool()
        let watcher = try onTerminal("status --watch --config \(library.config)", ["NO_COLOR": "1"], output)
        defer { Glibc.kill(watcher.processIdentifier, SIGTERM) }
        for _ in 0..<200 where !output.text.contains("is it running?") { try await Task.sleep(for: .milliseconds(50)) }
        #expect(output.text.contains("\u{1B}[2J\u{1B}[Hno gate answers"), "\(output.text)")
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

    @Test("the log of a gate names what a browser can open, and no secret")
    func addresses() async throws {
        let library = try Library()
        let secret = try #require(try library.run("tokens", "add", "screen", "--scope", "kiosk", "--json").json()["secret"] as? String)
        let log = try Spool()
        let gate = try Program.start(["run", "--config", library.config], output: log)
        defer {
            Glibc.kill(gate.processIdentifier, SIGTERM)
            gate.waitUntilExit()
        }
        for _ in 0..<200 where !log.text.contains("/now") { try await Task.sleep(for: .milliseconds(50)) }
        for place in ["pages are at http://127.0.0.1:\(library.port)/", "/desk", "/kiosk/east-in", "/now"] {
            #expect(log.text.contains(place), "\(log.text)")
        }
        #expect(log.text.contains("notice the staff desk") && !log.text.contains("gh_") && !log.text.contains(secret))
    }
}
