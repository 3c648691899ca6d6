import Foundation
import Glibc
import LibraryStore
import Testing

/// The gate started by a shell that takes something away from it first.
@Suite("Started where something is lacking", .serialized)
struct StartTests {
    @Test("with standard input, output and error closed, none of their numbers goes to a file of the store")
    func closed() async throws {
        let library = try Library()
        let started = try Started(library, after: ":", closing: "<&- >&- 2>&-")
        defer { started.kill() }
        #expect(try await started.isReady(), "\(started.words)")
        for number in 0...2 { #expect(started.file(number) == "/dev/null") }
        #expect(try Program.run(["patrons", "import", library.folder + "/patrons.csv", "--config", library.config]).status == 0)
        #expect(started.stop() == 0)
        let doctor = try library.run("doctor")
        #expect(doctor.status == 0, "\(doctor.output)")
    }

    @Test("with few files, too few threads or too little memory it serves, or ends with words and status 71", arguments: [
        "ulimit -n 20", "ulimit -n 32", "ulimit -n 48", "ulimit -n 56", "ulimit -n 64", "ulimit -n 80", "ulimit -n 90",
        "ulimit -n 100", "ulimit -v 300000",
        "ulimit -v 400000", "ulimit -v 600000", "ulimit -v 800000", "ulimit -v 1000000", "ulimit -d 100000", "ulimit -d 500000",
    ])
    func scarce(_ limit: String) async throws {
        let library = try Library()
        let started = try Started(library, after: limit)
        defer { started.kill() }
        if try await started.isReady() {
            #expect(started.stop() == 0, "\(limit): \(started.words)")
        } else {
            try #require(!started.process.isRunning, "\(limit): it is neither ready nor at its end: \(started.words)")
            #expect(started.process.terminationReason == .exit, "\(limit): \(started.words)")
            #expect(started.process.terminationStatus == 71, "\(limit): \(started.words)")
            #expect(started.words.contains("raise"), "\(limit): \(started.words)")
        }
    }

    @Test("as many connections as there are leave files for everything else")
    func flood() async throws {
        let library = try Library()
        let started = try Started(library, after: "ulimit -n 100")
        defer { started.kill() }
        try #require(try await started.isReady(), "\(started.words)")
        var connections: [Connection] = []
        defer { for connection in connections { connection.close() } }
        // Each that is answered stays; the first that is not waits in the kernel, as all further ones would.
        var answered = true
        while answered, connections.count < 120 {
            let connection = Connection(port: library.port)
            connections.append(connection)
            answered = connection.asks("/healthz", andStays: true).hasPrefix("HTTP/1.1 200")
        }
        #expect(connections.count > 4, "\(started.words)")
        #expect(started.openFiles < 96, "of 100 files \(started.openFiles) are open")
        for connection in connections { connection.close() }
        #expect(try await started.isReady(), "\(started.words)")
        #expect(started.stop() == 0, "\(started.words)")
    }

    @Test("the limit of open files is raised as far as it may be")
    func raised() async throws {
        let library = try Library()
        let started = try Started(library, after: "ulimit -S -n 40")
        defer { started.kill() }
        #expect(try await started.isReady(), "\(started.words)")
        #expect(started.stop() == 0)
    }

    @Test("beside a program that holds the store a gate begins without it, takes it up once it is let go, and stops either way", arguments: [
        false, true,
    ])
    func held(letsGo: Bool) async throws {
        let library = try Library()
        try library.draw(1)
        let holder = try Holder(of: library.folder + "/state/gatehouse.db")
        defer { holder.letGo() }
        let started = try Started(library, after: "cd '\(library.folder)'", closing: "--frames pictures --loop")
        defer { started.kill() }
        #expect(try await started.holds { started.answers("/healthz", 200) || !started.process.isRunning }, "\(started.words)")
        #expect(started.words.contains("the gate begins without its store"), "\(started.words)")
        #expect(started.answers("/readyz", 503))
        if letsGo {
            holder.letGo()
            #expect(try await started.isReady(), "\(started.words)")
        } else {
            // The pass before the camera is refused, and that is a record.
            #expect(try await started.holds { started.words.contains("the record is behind") }, "\(started.words)")
        }
        #expect(started.stop() == 0, "\(started.words)")
        #expect(started.words.contains("records that the store did not take and that are lost") == !letsGo, "\(started.words)")
    }

    @Test("a log whose reader has gone takes nothing with it")
    func readerGone() async throws {
        let library = try Library()
        let started = try Started(
            library, after: "cd '\(library.folder)' && mkfifo log && exec 3<>log 4>log 3>&-", closing: ">&4 2>&4 4>&-")
        defer { started.kill() }
        #expect(try await started.isReady())
        #expect(started.stop() == 0)
    }

    @Test("a log that is full and that nobody reads holds up neither the start nor the stop, nor does what is told of pictures",
        arguments: ["2>&3 3>&-", "--frames pictures --loop >&3 2>&3 3>&-"])
    func unread(closing: String) async throws {
        let library = try Library()
        try library.draw(1)
        // What a pipe takes (pipe(7)) is in it already, and the one end that is open for reading reads nothing.
        let started = try Started(
            library, after: "cd '\(library.folder)' && mkfifo log && exec 3<>log && head -c 65536 /dev/zero >&3",
            closing: closing)
        defer { started.kill() }
        #expect(try await started.isReady())
        if closing.contains("--frames") {
            let store = try library.store()
            for _ in 0..<600 where try await store.recentDecisions(limit: 1).isEmpty { try await Task.sleep(for: .milliseconds(100)) }
            #expect(try await !store.recentDecisions(limit: 1).isEmpty)
        }
        Glibc.kill(started.process.processIdentifier, SIGTERM)
        #expect(try await started.holds { !started.process.isRunning })
    }
}

/// A gate of a library that a shell has started.
private final class Started {
    let process = Process()
    private let spool: Spool
    private let library: Library

    init(_ library: Library, after preparation: String, closing: String = "") throws {
        (self.library, spool) = (library, try Spool())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\(preparation); exec \"$0\" run --config \"$1\" \(closing)", Program.path, library.config]
        (process.standardOutput, process.standardError) = (spool.handle, spool.handle)
        try process.run()
    }

    var words: String { spool.text }

    /// Where a descriptor leads to.
    func file(_ number: Int) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.processIdentifier)/fd/\(number)")
    }

    var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count) ?? 0
    }

    /// Whether it says that it is ready, rather than ending.
    func isReady() async throws -> Bool {
        try await holds { self.answers("/readyz", 200) || !self.process.isRunning } && process.isRunning
    }

    /// Whether something comes to be true within a minute.
    func holds(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<1200 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    func answers(_ path: String, _ status: Int) -> Bool {
        let connection = Connection(port: library.port)
        defer { connection.close() }
        return connection.asks(path).hasPrefix("HTTP/1.1 \(status)")
    }

    /// Ends it as a service manager does, and answers its status.
    func stop() -> Int32 {
        Glibc.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// A connection to this machine; what cannot be had is empty.
private final class Connection {
    private var descriptor: Int32

    init(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { close() }
    }

    /// The first of the answer.
    func asks(_ path: String, andStays stays: Bool = false) -> String {
        let end = stays ? "keep-alive" : "close"
        let question = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: \(end)\r\n\r\n".utf8)
        guard descriptor >= 0, unsafe send(descriptor, question, question.count, Int32(MSG_NOSIGNAL)) > 0 else { return "" }
        var answer = [UInt8](repeating: 0, count: 1024)
        let count = unsafe recv(descriptor, &answer, answer.count, 0)
        return String(decoding: answer.prefix(max(0, count)), as: UTF8.self)
    }

    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }
}
