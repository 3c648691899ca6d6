import Foundation
import Passes
import Testing

@Suite("Keys changed by a command that is killed")
struct KeyChangeTests {
    /// What is changed, and the command that does.
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: [[String]]
        let change: [String]
    }

    static let rows: [Row] = [
        Row(testDescription: "the first key", before: [], change: ["create"]),
        Row(testDescription: "a further key", before: [["create"]], change: ["add"]),
        Row(
            testDescription: "a key that has ended goes", before: [["create", "--from", "2020-01-01T00:00:00+08:00"], ["add"]],
            change: ["drop", "--trust-clock"]),
    ]

    @Test("wherever it is killed, each key that signs is believed, and the next change sets all right", arguments: rows)
    func killed(_ row: Row) throws {
        let killer = try Killer()
        var call = 0
        var ended = false
        while !ended {
            call += 1
            try #require(call < 200, "the command does not come to its end")
            let folder = NSTemporaryDirectory() + "gatehouse-keys-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            for before in row.before { #expect(try keys(before, in: folder).status == 0) }
            ended = try keys(row.change, in: folder, killer.environment(atCall: call)).status == 0
            try check(folder, after: "\(row.change), killed at call \(call)", isWhole: ended)
            let isEmpty = !FileManager.default.fileExists(atPath: folder + "/secret.keys")
            #expect(try keys([isEmpty ? "create" : "add"], in: folder).status == 0)
            try check(folder, after: "\(row.change), killed at call \(call), and set right", isWhole: true)
        }
        // Each change makes at least two drafts lasting and puts them in place.
        #expect(call > 8, "the command was killed at \(call - 1) calls only")
    }

    private func check(_ folder: String, after what: String, isWhole: Bool) throws {
        let files = KeyFolder(folder)
        let believed = FileManager.default.fileExists(atPath: files.public) ? try KeyFile.loadPublic(files.public).keys : []
        let signing = FileManager.default.fileExists(atPath: files.secret) ? try KeyFile.load(files.secret).publicRing.keys : []
        #expect(Set(signing).isSubset(of: believed), "\(what): a key signs that no gate believes")
        guard isWhole else { return }
        #expect(signing == believed, "\(what)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["public.keys", "secret.keys"], "\(what)")
    }

    private func keys(_ change: [String], in folder: String, _ environment: [String: String] = [:]) throws -> Program.Answer {
        try Program.run(["keys"] + change + ["--dir", folder], environment)
    }
}

/// A library that is put before the C library and kills its program just before a certain call that changes the disk.
final class Killer {
    private let folder: String

    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/types.h>
        static int calls = 0;
        static void count(void) {
            const char *last = getenv("KILL_AT");
            if (last && ++calls == atoi(last)) raise(SIGKILL);
        }
        #define BEFORE(type, name, declared, given) \\
            type name declared { count(); return ((type(*) declared)dlsym(RTLD_NEXT, #name)) given; }
        BEFORE(int, rename, (const char *from, const char *to), (from, to))
        BEFORE(int, fsync, (int file), (file))
        BEFORE(int, fchmod, (int file, mode_t mode), (file, mode))
        BEFORE(int, mkstemp, (char *name), (name))
        BEFORE(int, unlink, (const char *name), (name))
        BEFORE(ssize_t, write, (int file, const void *from, size_t count_), (file, from, count_))
        BEFORE(int, flock, (int file, int operation), (file, operation))
        BEFORE(int, mkdir, (const char *name, mode_t mode), (name, mode))

        """

    /// Made by the compiler that comes with Swift.
    init() throws {
        folder = NSTemporaryDirectory() + "gatehouse-killer-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.source.write(toFile: folder + "/killer.c", atomically: true, encoding: .utf8)
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["clang", "-shared", "-fPIC", "-o", folder + "/killer.so", folder + "/killer.c"]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "the library that kills does not compile")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// With this the program is killed just before call number `call`, counted from 1.
    func environment(atCall call: Int) -> [String: String] { ["LD_PRELOAD": folder + "/killer.so", "KILL_AT": "\(call)"] }
}
