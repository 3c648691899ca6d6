import Foundation
import Glibc
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse demo", .serialized)
final class DemoTests {
    let temporary: String

    deinit { try? FileManager.default.removeItem(atPath: temporary) }

    init() throws {
        temporary = NSTemporaryDirectory() + "gatehouse-demo-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    }

    /// The demonstration, once it has said where it is; nil when it ended instead.
    private func open(_ arguments: [String], _ output: Spool) async throws -> (process: Process, port: Int)? {
        let process = try Program.start(["demo", "--live"] + arguments, output: output, temporary: temporary)
        for _ in 0..<300 {
            if let found = output.text.firstMatch(of: /patrons +http:\/\/127\.0\.0\.1:(\d+)\//), output.text.contains("Ctrl-C") {
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
        guard let (process, port) = try await open(["--port", "\(Port.next())"], output) else { return }
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

    @Test("a folder that a demonstration keeps is nobody else's meanwhile")
    func lock() async throws {
        let folder = temporary + "/kept"
        let output = try Spool()
        guard let (process, _) = try await open(["--folder", folder, "--port", "\(Port.next())"], output) else { return }
        let second = try Program.run(["demo", "--live", "--folder", folder])
        #expect(second.status == 69 && second.errors.contains("is in use by demonstration, process "), "\(second.errors)")
        close(process)
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

    /// The visits of the weeks before the library's first day.
    private static func past(_ folder: String) async throws -> [CountRow] {
        let store = try SQLiteStore(path: folder + "/state/gatehouse.db")
        let left = try #require(try await store.lastKnownTime())
        let day = LocalTime(left, at: .shanghai).date.daysSinceEpoch
        return try await store.counts(CountQuery(
            [.entry, .exit, .refusal], from: CivilDate(daysSinceEpoch: day - 56), through: CivilDate(daysSinceEpoch: day - 1), by: .day))
    }

    @Test("the past weeks have visits at both campuses, fewer at weekends, and this hour of each week has its counts")
    func history() async throws {
        let folder = temporary + "/kept"
        guard let (process, _) = try await open(["--folder", folder, "--port", "\(Port.next())"], Spool())
        else { return }
        close(process)
        let rows = try await Self.past(folder).filter { $0.kind == .entry }
        #expect(Set(rows.map(\.period)).count == 56 && Set(rows.map(\.campus)).count == 2)
        func visits(_ weekdays: ClosedRange<Int>) -> Int {
            rows.filter { row in CivilDate(row.period).map { weekdays.contains($0.weekday) } ?? false }.reduce(0) { $0 + $1.count }
        }
        #expect(visits(6...7) / 2 < visits(1...5) / 5 && visits(6...7) > 0)
        let store = try SQLiteStore(path: folder + "/state/gatehouse.db")
        let left = try #require(try await store.lastKnownTime())
        let yesterday = CivilDate(daysSinceEpoch: LocalTime(left, at: .shanghai).date.daysSinceEpoch - 1)
        let hours = try await store.counts(CountQuery([.entry], from: yesterday, through: yesterday, by: .hour)).map(\.period)
        #expect(hours.contains("\(yesterday)T08") && !hours.contains("\(yesterday)T07"), "nobody comes before it opens: \(hours)")
        for (campus, cap) in [(CampusID(rawValue: 1), 300), (CampusID(rawValue: 2), 250)] {
            for week in 0...8 {
                let from = left - .hours(24 * 7 * week) - .minutes(30)
                let samples = try await store.samples(of: campus, from: from, until: from + .minutes(30))
                #expect(samples.count == 6 && samples.allSatisfy { (0...cap).contains($0.inside) }, "week \(week): \(samples)")
                #expect(samples.contains { $0.inside > 0 })
            }
        }
    }

    @Test("the cameras look into the hall while nobody is there")
    func hall() async throws {
        let folder = temporary + "/kept"
        guard let (process, _) = try await open(["--folder", folder, "--port", "\(Port.next())"], Spool())
        else { return }
        defer { close(process) }
        var words = ""
        for _ in 0..<200 where words.matches(of: /seeing 1(\.\d)? frames/).count < 4 {
            try await Task.sleep(for: .milliseconds(100))
            words = try Program.run(["status", "--config", folder + "/gatehouse.yaml"]).output
        }
        #expect(words.matches(of: /seeing 1(\.\d)? frames/).count == 4, "\(words)")
    }

    @Test("what cannot be is said in words: the folder is a file, the port is none, options that contradict each other", arguments: [
        (["--live", "--folder", "/dev/null/library"], Int32(73), "cannot be made"),
        (["--live", "--port", "70000"], 64, "--port must be"),
        (["--live", "--fast"], 64, "--live leaves the story out"),
        (["--live", "--speed", "2"], 64, "--speed"),
    ])
    func mistakes(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let answer = try Program.run(["demo"] + arguments)
        #expect(answer.status == status && answer.errors.contains(words), "\(answer.status) \(answer.errors)")
    }

    @Test("a library in a folder is kept, and goes on where it was left")
    func folder() async throws {
        let folder = temporary + "/kept"
        var counts: [[CountRow]] = []
        for _ in 1...2 {
            guard let (process, _) = try await open(["--folder", folder, "--port", "\(Port.next())"], Spool())
            else { return }
            close(process)
            counts.append(try await Self.past(folder))
        }
        #expect(!counts[0].isEmpty && counts[0] == counts[1], "what was counted before the opening stays as it is")
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
