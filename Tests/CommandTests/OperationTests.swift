import Foundation
import Glibc
import LibraryModel
import LibraryStore
import Testing

@Suite("Files and configurations at the shell")
struct OperationTests {
    @Test("a bad row is named with its line and its reason, and nothing of the file is taken")
    func badRows() async throws {
        let library = try Library()
        try library.write("bad.csv", "patron,name,standing\n20219999,Cho,active\n2021 888,Dan,active\n20217777,Eva,gone\n")
        let answer = try Program.run(["patrons", "import", library.folder + "/bad.csv", "--config", library.config])
        #expect(answer.status == 65)
        #expect(answer.errors.contains("line 3") && answer.errors.contains("line 4"), "\(answer.errors)")
        let number = try #require(PatronID(rawValue: "20219999"))
        #expect(try await library.store().patron(number) == nil)
    }

    @Test("importing the same bookings again changes nothing")
    func again() throws {
        let library = try Library()
        let answer = try Program.run(["bookings", "import", library.folder + "/bookings.csv", "--config", library.config])
        #expect(answer.status == 0)
        #expect(answer.output.contains("0 added, 0 changed, 2 as they were"))
    }

    @Test("a wrong configuration is named with file and line, status 78", arguments: ["run", "doctor", "replay"])
    func configuration(_ command: String) throws {
        let library = try Library()
        let text = try String(contentsOfFile: library.config, encoding: .utf8)
        try library.write("gatehouse.yaml", text.replacingOccurrences(of: "cap: 50", with: "capp: 50"))
        let answer = try Program.run([command, "--config", library.config])
        #expect(answer.status == 78)
        #expect(answer.errors.contains("gatehouse.yaml:5: `campuses[0].capp` is not a key here; did you mean `cap`?"), "\(answer.errors)")
    }

    @Test("a configuration that is not there is status 78, and says what to do")
    func absent() throws {
        let answer = try Program.run(["run", "--config", "/nowhere/gatehouse.yaml"])
        #expect(answer.status == 78)
        #expect(answer.errors.contains("--config"))
    }

    @Test("a chip that is not there is told line by line, `status` says so with 1, and the gate waits for the chip")
    func noChip() async throws {
        let library = try Library()
        let board = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("hardware/boards/bench.yaml").path
        let text = try String(contentsOfFile: library.config, encoding: .utf8)
        try library.write("gatehouse.yaml", text.replacingOccurrences(of: "board: simulated", with: "board: \(board)"))
        let output = try Spool()
        let process = try Program.start(["run", "--config", library.config], output: output)
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let told = { output.text.contains("find relay-entry") && output.text.contains("the pages are at") }
        for _ in 0..<1200 where !told() && process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        try #require(told() && process.isRunning, "\(output.text)")
        let status = try library.run("status")
        #expect(status.status == 1 && status.output.contains("find relay-entry"), "\(status.output) \(status.errors)")
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output.text)")
    }

    @Test("a damaged store stays as it is: commands end with status 74, a gate serves its exits")
    func damaged() async throws {
        let library = try Library()
        let path = library.folder + "/state/gatehouse.db"
        let junk = Data(repeating: 0x5A, count: 8192)
        for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        try junk.write(to: URL(fileURLWithPath: path))
        let answer = try library.run("bookings", "list")
        #expect(answer.status == 74)
        #expect(answer.errors.contains("damaged"))
        let output = try Spool()
        let process = try Program.start(["run", "--config", library.config], output: output)
        for _ in 0..<600 where !output.text.contains("the pages are at") && process.isRunning {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(output.text.contains("the gate begins without its store") && output.text.contains("damaged"), "\(output.text)")
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output.text)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == junk)
    }

    @Test("keys roll over: a second key is listed beside the first, and the secret file is for its owner alone")
    func keys() throws {
        let library = try Library()
        let folder = library.folder + "/keys"
        #expect(try Program.run(["keys", "create", "--dir", folder]).status == 73)
        #expect(try Program.run(["keys", "add", "--dir", folder]).status == 0)
        #expect(try Program.run(["keys", "list", "--dir", folder]).lines.count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/secret.keys")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("status of nobody is 2")
    func unreachable() throws {
        let answer = try Program.run(["status", "--at", "127.0.0.1:9"])
        #expect(answer.status == 2)
    }
}
