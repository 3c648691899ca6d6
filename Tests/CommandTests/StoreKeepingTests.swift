import Foundation
import Glibc
import LibraryModel
import LibraryStore
import Testing

@Suite("One gate a store, a doctor that only looks, and a store that is not what it was", .serialized)
struct StoreKeepingTests {
    /// What a gate says that has exits to serve and no store.
    private static let without = "the gate begins without its store"

    /// Every file of the library with its bytes, and the folders.
    private func everything(in folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            found[path] = FileManager.default.contents(atPath: folder + "/" + path) ?? Data()
        }
        return found
    }

    /// Runs the gate while `body` does something beside it.
    private func running(
        _ library: Library, until words: String = "the pages are at", _ body: (Spool) async throws -> Void
    ) async throws {
        let output = try Spool()
        let process = try Program.start(["run", "--config", library.config], output: output)
        defer {
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        for _ in 0..<600 where !output.text.contains(words) && process.isRunning {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(process.isRunning && output.text.contains(words), "\(output.text)")
        try await body(output)
    }

    @Test("a second gate on the store ends in plain words: who has it, since when; commands beside it still work")
    func second() async throws {
        let library = try Library()
        try await running(library) { _ in
            let second = try library.run("run")
            #expect(second.status == 69)
            #expect(second.errors.contains("is in use by gate and server, process ") && second.errors.contains(", since 20"), "\(second.errors)")
            #expect(try library.run("bookings", "list").status == 0)
            #expect(try library.run("store", "new").status == 69)
        }
        // It was killed, and holds nothing any more.
        try await running(library) { _ in }
    }

    @Test("the doctor writes nothing and makes nothing: before the first start, beside the gate, and after it")
    func doctor() async throws {
        let library = try Library()
        try FileManager.default.removeItem(atPath: library.folder + "/state")
        var before = try everything(in: library.folder)
        let fresh = try library.run("doctor")
        #expect(fresh.status != 0 && fresh.output.contains("there is none at"), "\(fresh.output)")
        #expect(try everything(in: library.folder) == before)
        #expect(try library.run("patrons", "import", library.folder + "/patrons.csv").status == 0)
        try await running(library) { _ in
            let answer = try library.run("doctor")
            #expect(answer.output.contains("gate and server, process ") && answer.output.contains(", whole"), "\(answer.output)")
        }
        before = try everything(in: library.folder)
        #expect(try library.run("doctor").output.contains("store"))
        #expect(try everything(in: library.folder) == before)
    }

    /// A file of 150 patrons is whole in the store, and none of it in its place: its task ended there.
    private func leaveImport(in library: Library) async throws {
        let rows = try (1...150).map {
            PatronRow(line: $0, patron: try #require(PatronID(rawValue: "S\($0)")), name: "anna", standing: .active)
        }
        let store = try library.store()
        let importing = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await store.importPatrons(rows)
        }
        importing.cancel()
        _ = try await importing.value
        try store.close()
    }

    @Test("the doctor names the program that holds the store, and is well again when it has let go")
    func heldStore() async throws {
        let library = try Library()
        let store = try library.store()
        try store.close()
        let other = try Holder(of: library.folder + "/state/gatehouse.db")
        let held = try library.run("doctor")
        #expect(held.status == 69 && held.output.contains("PROBLEM  store: process \(getpid())"), "\(held.output)")
        other.letGo()
        #expect(try !library.run("doctor").output.contains("PROBLEM  store"))
    }

    @Test("the doctor says of an import that was stopped how much is not in yet, until the next import has brought it in")
    func half() async throws {
        let library = try Library()
        try await leaveImport(in: library)
        let words = "of 150 rows of patrons, 150 are not in yet"
        #expect(try library.run("doctor").output.contains(words))
        #expect(try library.run("patrons", "import", library.folder + "/patrons.csv").status == 0)
        let after = try library.run("doctor").output
        #expect(after.contains("store") && !after.contains("not in yet"), "\(after)")
    }

    @Test("a port that another program has is told in plain words, and the gate goes on")
    func port() async throws {
        let library = try Library()
        let other = try Library()
        try other.write("gatehouse.yaml", try String(contentsOfFile: other.config, encoding: .utf8).replacing("port: \(other.port)", with: "port: \(library.port)"))
        try await running(library) { _ in
            try await running(other, until: "another program has port \(library.port)") { _ in }
        }
    }

    @Test("beside an emptied store a gate serves its exits and says what to do, and a new one is begun when that is meant")
    func emptied() async throws {
        let library = try Library()
        let path = library.folder + "/state/gatehouse.db"
        for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        try Data().write(to: URL(fileURLWithPath: path))
        try await running(library, until: Self.without) { output in
            #expect(output.text.contains("is empty") && output.text.contains("gatehouse store new"), "\(output.text)")
            let reason = try library.run("status", "--json").json()["storeTroubles"] as? [[String: Any]]
            #expect(reason?.map { $0["code"] as? String } == ["no_answer"])
        }
        #expect(try library.run("doctor").output.contains("is empty"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        #expect(try library.run("store", "new").status == 0)
        #expect(try await library.store().countIsKnown(of: Library.east) == false)
    }

    @Test("where neither the store nor its mark is, such as on a disk that is not mounted, a gate begins none and makes nothing", arguments: ["", "/*"])
    func unmounted(what: String) async throws {
        let library = try Library()
        #expect(try Program.shell("rm -r '\(library.folder)/state'\(what)") == 0)
        let before = try everything(in: library.folder)
        try await running(library, until: "how full it is") { output in
            #expect(output.text.contains(Self.without) && output.text.contains("there is no store at"), "\(output.text)")
            #expect(output.text.contains("the pages of patrons, desk and kiosks are off"), "\(output.text)")
        }
        #expect(try everything(in: library.folder) == before)
        try library.write("bad.csv", "patron,name,standing\n1,x\n")
        for command in [
            ["backup"], ["staff", "list"], ["bookings", "list"], ["violations", "list"], ["replay"], ["tokens", "list"],
            ["bookings", "import", library.folder + "/bookings.csv"], ["clock", "accept", "--by", "anna", "--why", "looked"],
        ] {
            let answer = try Program.run(command + ["--config", library.config])
            #expect(answer.status == 74 && answer.errors.contains("there is no store at"), "\(command): \(answer.errors)")
        }
        #expect(try library.run("patrons", "import", library.folder + "/bad.csv").status != 0)
        #expect(try library.run("doctor").output.contains("there is none at"))
        try FileManager.default.removeItem(atPath: library.folder + "/bad.csv")
        #expect(try everything(in: library.folder) == before)
        #expect(try library.run("store", "new").status == 0)
        #expect(try await library.store().countIsKnown(of: Library.east) == false)
    }

    @Test("a disk that is mounted later brings the store: the program starts anew with its pages, and entries")
    func mountedLater() async throws {
        let library = try Library()
        try FileManager.default.moveItem(atPath: library.folder + "/state", toPath: library.folder + "/elsewhere")
        let output = try Spool()
        let process = try Program.start(["run", "--config", library.config], output: output)
        defer { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }
        for _ in 0..<600 where !output.text.contains("how full it is") && process.isRunning { try await Task.sleep(for: .milliseconds(100)) }
        try #require(process.isRunning && output.text.contains(Self.without), "\(output.text)")
        try FileManager.default.moveItem(atPath: library.folder + "/elsewhere", toPath: library.folder + "/state")
        for _ in 0..<600 where process.isRunning { try await Task.sleep(for: .milliseconds(100)) }
        #expect(!process.isRunning && process.terminationStatus == 75 && output.text.contains("starts anew"), "\(output.text)")
        try await running(library) { output in
            #expect(!output.text.contains(Self.without), "\(output.text)")
            let store = try library.store()
            #expect(try await store.countIsKnown(of: Library.east), "nobody passed meanwhile")
        }
    }

    @Test("a link in the place of the store is not followed, and the doctor says so too")
    func linked() async throws {
        let library = try Library()
        let path = library.folder + "/state/gatehouse.db"
        try FileManager.default.moveItem(atPath: path, toPath: library.folder + "/elsewhere.db")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: library.folder + "/elsewhere.db")
        try await running(library, until: Self.without) { output in #expect(output.text.contains("link"), "\(output.text)") }
        #expect(try library.run("doctor").output.contains("link"))
    }

    @Test("a store that can be used is set aside only when that is said")
    func whole() async throws {
        let library = try Library()
        let before = try library.run("bookings", "list").output
        let refused = try library.run("store", "new")
        #expect(refused.status == 73 && refused.errors.contains("--replace"), "\(refused.errors)")
        #expect(try library.run("bookings", "list").output == before)
        #expect(try library.run("store", "new", "--replace").status == 0)
        #expect(try library.run("bookings", "list").output != before)
    }

    @Test("a store that is deleted under the gate is noticed within seconds: no entry, and no count")
    func deleted() async throws {
        let library = try Library()
        try await running(library) { _ in
            try FileManager.default.removeItem(atPath: library.folder + "/state/gatehouse.db")
            var quality = ""
            for _ in 0..<100 where quality != "unknown" {
                let campuses = try library.run("status", "--json").json()["campuses"] as? [[String: Any]]
                quality = campuses?.first?["quality"] as? String ?? ""
            }
            #expect(quality == "unknown")
        }
        try await running(library, until: Self.without) { _ in }
    }

    @Test("a key is not dropped by a clock that the last written time contradicts, whoever takes it as right")
    func drop() async throws {
        let library = try Library()
        let keys = library.folder + "/keys"
        #expect(try Program.run(["keys", "create", "--dir", keys + "-old", "--from", "2020-01-01T00:00:00+08:00"]).status == 0)
        #expect(try Program.run(["keys", "add", "--dir", keys + "-old"]).status == 0)
        let at = Library.now - .hours(24 * 200)
        try await library.store().rememberTime(try #require(ClockReading(time: at, trust: .trusted).vouched))
        let refused = try library.run("keys", "drop", "--trust-clock", "--dir", keys + "-old")
        #expect(refused.status == 69 && refused.errors.contains("gatehouse clock"), "\(refused.errors)")
        #expect(try Program.run(["keys", "list", "--dir", keys + "-old"]).output.contains("ended"))
        #expect(try library.run("clock").output.contains("days ahead of the last written time"))
        #expect(try library.run("clock", "accept", "--by", "anna", "--why", "compared with a phone").status == 0)
        let dropped = try library.run("keys", "drop", "--trust-clock", "--dir", keys + "-old")
        #expect(dropped.status == 0 && dropped.output.contains("1 removed"), "\(dropped.errors)")
    }

    @Test("what cannot be restored is said with a status of its own, and the store stays")
    func notRestored() throws {
        let library = try Library()
        try library.write("letter", "this is no store\n")
        let before = try library.run("bookings", "list").output
        for (path, status, words) in [
            ("/gone", 66, "is not there"), ("/state/gatehouse.db", 64, "is the store itself"), ("/letter", 74, "nothing was changed"),
        ] {
            let answer = try library.run("restore", library.folder + path)
            #expect(answer.status == status && answer.errors.contains(words), "\(path): \(answer.status) \(answer.errors)")
        }
        #expect(try library.run("bookings", "list").output == before)
    }

    @Test("what is restored is the store from then on, and nobody believes its count; not beside a gate")
    func restore() async throws {
        let library = try Library()
        #expect(try library.run("backup", "--to", library.folder + "/copies").status == 0)
        let copy = try #require(BackupFolder(path: library.folder + "/copies").copies.first)
        try await running(library) { _ in
            let refused = try library.run("restore", copy)
            #expect(refused.status == 69 && refused.errors.contains("is in use by gate and server"), "\(refused.errors)")
        }
        #expect(try library.run("restore", copy).status == 0)
        try await running(library) { _ in
            let campuses = try library.run("status", "--json").json()["campuses"] as? [[String: Any]]
            #expect(campuses?.first?["quality"] as? String == "unknown")
        }
    }

    @Test("a clock that the last written time contradicts is said, and accepted by somebody, with a reason")
    func clock() async throws {
        let library = try Library()
        #expect(try library.run("clock", "accept", "--by", "anna").status == 64, "a reason is needed")
        let shown = try library.run("clock")
        #expect(shown.output.contains("last written: "), "\(shown.output)\(shown.errors)")
    }
}
