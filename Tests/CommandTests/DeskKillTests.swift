import Foundation
import Glibc
import LibraryModel
import LibraryStore
import Testing

@Suite("Killed while the desk acts", .serialized)
struct DeskKillTests {
    static let kills = 8
    /// Fewer than the burst that one of the staff may do, so that none is refused for its number.
    static let actsEach = 24

    /// One submission and what it was told.
    private struct Submission: Sendable {
        let key: String
        let body: [String: String]
        var status: Int?
        var act: String?
    }

    private static func submission(_ number: Int) -> Submission {
        let orders = [
            ["kind": "let_one_out"], ["kind": "admit_one"], ["kind": "hold", "on": "true"], ["kind": "hold", "on": "false"],
            ["kind": "free_passage", "on": "true"], ["kind": "free_passage", "on": "false"],
        ]
        let key = "key-\(number)"
        return Submission(key: key, body: orders[number % orders.count].merging(["lane": "east-in", "why": key]) { $1 })
    }

    private static func send(_ submission: Submission, _ caller: Caller) async -> Submission {
        var submission = submission
        guard let answer = await caller.ask("POST", "/api/v1/desk/acts", submission.body, headers: ["Idempotency-Key": submission.key])
        else { return submission }
        (submission.status, submission.act) = (answer.status, (try? answer.json())?["act"] as? String)
        return submission
    }

    private func start(_ library: Library) async throws -> Process {
        let gate = try Program.start(["run", "--config", library.config], output: Spool())
        let caller = Caller(port: library.port)
        for _ in 0..<600 {
            if await caller.ask("GET", "/readyz")?.status == 200 { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        return gate
    }

    /// Signs in and changes the first password; the cookie is good for every run, since the key of cookies is kept.
    private func signIn(_ library: Library, _ caller: Caller) async throws {
        let added = try library.run("staff", "add", "anna", "--name", "Anna", "--role", "administrator")
        let password = String(try #require(added.output.firstMatch(of: /password ([a-z0-9]{12})\n/)).1)
        let gate = try await start(library)
        defer {
            Glibc.kill(gate.processIdentifier, SIGTERM)
            gate.waitUntilExit()
        }
        #expect(await caller.ask("POST", "/api/v1/desk/session", ["login": "anna", "password": password])?.status == 200)
        let change = ["old": password, "new": "quiet reading room"]
        #expect(await caller.ask("PUT", "/api/v1/desk/session/password", change)?.status == 204)
    }

    @Test("whatever the desk was told is recorded, is; a key that comes again says what became of it, and nobody is let in twice")
    func kill() async throws {
        let library = try Library()
        let caller = Caller(port: library.port, cookies: true)
        try await signIn(library, caller)
        var generator = SystemRandomNumberGenerator()
        var submissions: [Submission] = []
        for run in 0..<Self.kills {
            let gate = try await start(library)
            let patience = Int.random(in: 1...120, using: &generator)
            submissions += await withTaskGroup(of: Submission.self) { group in
                for number in 0..<Self.actsEach {
                    group.addTask { await Self.send(Self.submission(run * Self.actsEach + number), caller) }
                }
                // The moment of the kill is chance: in the midst of the acts.
                try? await Task.sleep(for: .milliseconds(patience))
                Glibc.kill(gate.processIdentifier, SIGKILL)
                return await group.reduce(into: []) { $0.append($1) }
            }
            gate.waitUntilExit()
            try await check(submissions, library)
        }
        try await askAgain(submissions, library, caller)
    }

    private func check(_ submissions: [Submission], _ library: Library) async throws {
        let store = try library.store()
        for one in submissions where one.status == 201 {
            let id = try #require(one.act.flatMap(RecordID.init))
            #expect(try await store.act(id)?.why == one.key, "\(one) was told that it is recorded")
        }
    }

    private func askAgain(_ submissions: [Submission], _ library: Library, _ caller: Caller) async throws {
        let gate = try await start(library)
        defer {
            Glibc.kill(gate.processIdentifier, SIGKILL)
            gate.waitUntilExit()
        }
        #expect(submissions.contains { $0.status == 201 } && submissions.contains { $0.status == nil })
        for one in submissions where one.status == 201 {
            let again = await Self.send(one, caller)
            if again.status == 429 { continue }
            #expect(again.status == 200 && again.act == one.act, "\(one) \(again)")
        }
        let acts = try await library.store().acts(ActQuery(limit: StoreLimits.page))
        for one in submissions where one.body["kind"] == "admit_one" {
            #expect(acts.count { $0.why == one.key } <= 1, "\(one)")
        }
    }
}
