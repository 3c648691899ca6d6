import Foundation
import Glibc
import Testing

@Suite("Memory that sign-ins take")
struct SignInMemoryTests {
    /// The memory that the unit allows, in kibibytes.
    private static func allowed() throws -> Int {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let unit = try String(contentsOf: root.appendingPathComponent("deploy/gatehouse.service"), encoding: .utf8)
        let megabytes = try #require(unit.firstMatch(of: /MemoryMax=([0-9]+)M/).flatMap { Int($0.1) })
        return megabytes * 1024
    }

    /// The most that a process has ever held, in kibibytes (proc(5)).
    private static func peak(_ process: Process) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        return try #require(text.firstMatch(of: /VmHWM:\s+([0-9]+) kB/).flatMap { Int($0.1) })
    }

    @Test("patrons and staff who sign in at once stay within what the unit allows, and the gate goes on")
    func together() async throws {
        let library = try Library()
        try library.write("accounts.csv", "patron,password\n20210001,first-password\n20210002,first-password\n")
        #expect(try library.run("accounts", "import", library.folder + "/accounts.csv").status == 0)
        let staff = try ["anna", "bo"].map { login in
            let answer = try library.run("staff", "add", login, "--name", "Anna", "--role", "desk")
            return (login, String(try #require(answer.output.firstMatch(of: /password ([a-z0-9]{12})\n/)).1))
        }
        let gate = try Program.start(["run", "--config", library.config], output: Spool())
        defer {
            Glibc.kill(gate.processIdentifier, SIGKILL)
            gate.waitUntilExit()
        }
        for _ in 0..<600 where try library.run("status").status == 2 { try await Task.sleep(for: .milliseconds(50)) }
        let caller = Caller(port: library.port)
        let answers = await withTaskGroup(of: Int.self) { group in
            for round in 0..<6 {
                for (login, password) in staff {
                    group.addTask { await caller.ask("POST", "/api/v1/desk/session", ["login": login, "password": password])?.status ?? 0 }
                }
                for card in ["20210001", "20210002"] + (0..<4).map({ "2099\(round)00\($0)" }) {
                    group.addTask { await caller.ask("POST", "/api/v1/session", ["card": card, "password": "first-password"])?.status ?? 0 }
                }
            }
            return await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(gate.isRunning)
        #expect(Set(answers.keys).isSubset(of: [200, 401, 429, 503]) && answers[200, default: 0] >= 4, "\(answers)")
        let (peak, allowed) = (try Self.peak(gate), try Self.allowed())
        #expect(peak < allowed, "\(peak) of \(allowed) kibibytes")
    }
}
