import Foundation
import Glibc
import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("Killed and started again", .serialized)
struct KillTests {
    static let patrons = 8
    static let kills = 12

    @Test("whenever the program is killed, nobody is lost and nobody is counted twice")
    func kill() async throws {
        let library = try Library(patrons: Self.patrons)
        for number in 1...Self.patrons { try library.draw(number) }
        var generator = SystemRandomNumberGenerator()
        var admitted = 0
        for _ in 0..<Self.kills {
            let output = try Spool()
            let process = try Program.start(["run", "--config", library.config, "--frames", library.pictures, "--loop"], output: output)
            // The moment of the kill is chance: from before the store is open to well into the queue.
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...2500, using: &generator)))
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            admitted += output.text.components(separatedBy: "\n").count { $0.contains(": admitted, ") }
            try await check(library, admittedAtLeast: admitted)
        }
        try await finish(library)
    }

    /// What was said to have been admitted is recorded; what is counted is what the visits say.
    private func check(_ library: Library, admittedAtLeast admitted: Int) async throws {
        let store = try library.store()
        try await store.probe()
        #expect(try await store.troubles().isEmpty)
        var recorded = 0
        try await store.forEachDecision { stored in
            guard case .kept(let decision, let facts, let policy) = stored.evidence else {
                Issue.record("the facts of \(stored.id) are gone")
                return
            }
            #expect(decideAdmission(facts, under: policy) == decision)
            if decision.admits { recorded += 1 }
        }
        #expect(recorded >= admitted, "\(admitted) were told that they may go in, \(recorded) are recorded")
        let occupancy = try await store.occupancy(of: Library.east, cap: 50)
        #expect(occupancy.taken <= Self.patrons)
    }

    /// Lets everybody in, stops the program as a service manager does, and counts.
    private func finish(_ library: Library) async throws {
        let output = try Spool()
        let process = try Program.start(["run", "--config", library.config, "--frames", library.pictures, "--loop"], output: output)
        defer { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }
        let store = try library.store()
        for _ in 0..<600 {
            let occupancy = try await store.occupancy(of: Library.east, cap: 50)
            // A picture has been seen: by then the program answers signals.
            if occupancy.inside == Self.patrons, occupancy.reserved == 0, output.text.contains("camera: seeing") { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        Glibc.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(output.text.suffix(500))")
        let occupancy = try await store.occupancy(of: Library.east, cap: 50)
        #expect(occupancy.inside == Self.patrons && occupancy.reserved == 0, "\(occupancy)\n\(output.text.suffix(800))")
    }
}
