import Foundation
import Glibc
import Synchronization
import Testing

/// A Mosquitto of its own: on loopback, on a free port, in a folder that goes with it.
final class Broker: Sendable {
    static let program = find("mosquitto")
    static let isInstalled = program != nil && find("mosquitto_sub") != nil && find("mosquitto_passwd") != nil
    /// Where tests must prove everything a missing broker is a failure, elsewhere a reason to skip.
    static let isWanted = isInstalled || ProcessInfo.processInfo.environment["CI"] == "true"

    struct Trouble: Error { let words: String }

    let port: Int
    let folder: String
    private let lines: [String]
    /// Locked because a test and what it started may both end it.
    private let process = Mutex<Process?>(nil)

    /// Starts one. `lines` are more lines of its configuration, in which FOLDER stands for the folder; `prepare` puts files
    /// there first.
    init(_ lines: [String] = ["allow_anonymous true"], prepare: (String) throws -> Void = { _ in }) throws {
        folder = "/tmp/gh-mqtt-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try prepare(folder)
        port = try FreePort.any()
        self.lines = lines
        try start()
    }

    deinit {
        end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts, or starts again on the same port; returns when it listens.
    func start() throws {
        guard let program = Self.program else { throw Trouble(words: "mosquitto is not installed") }
        var text = ["listener \(port) 127.0.0.1", "log_dest stderr"] + lines.map { $0.replacing("FOLDER", with: folder) }
        if getuid() == 0 { text.append("user root") }
        try (text.joined(separator: "\n") + "\n").write(toFile: folder + "/broker.conf", atomically: true, encoding: .utf8)
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-c", folder + "/broker.conf"]
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        var said = ""
        while !said.contains(" running") {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw Trouble(words: "mosquitto did not start: \(said)") }
            said += String(decoding: chunk, as: UTF8.self)
        }
        // What it says later is read too, or it would stop when the pipe is full. By a thread: a handler that is taken off
        // while its pipe goes brings libdispatch down now and then.
        Thread.detachNewThread { while !output.fileHandleForReading.availableData.isEmpty {} }
        self.process.withLock { $0 = process }
    }

    /// Ends it as a crash does.
    func end() { signal(SIGKILL, waits: true) }

    func signal(_ number: Int32, waits: Bool = false) {
        process.withLock { process in
            guard let running = process else { return }
            kill(running.processIdentifier, number)
            guard waits else { return }
            running.waitUntilExit()
            process = nil
        }
    }

    static func find(_ name: String) -> String? {
        ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program to its end.
    static func run(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: find(name) ?? name)
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Trouble(words: "\(name) failed") }
    }
}

/// A TCP port of loopback that nobody listens on.
enum FreePort {
    static func any() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        return try bindLoopback(socket)
    }

    /// Binds to a port that the kernel chooses.
    static func bindLoopback(_ socket: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Bool in
                guard unsafe bind(socket, pointer, size) == 0 else { return false }
                return unsafe getsockname(socket, pointer, &size) == 0
            }
        }
        try #require(bound)
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}

/// Listens on loopback and never says a word: a broker that hangs.
final class SilentServer: Sendable {
    let port: Int
    private let socket: Int32

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try FreePort.bindLoopback(socket)
        try #require(listen(socket, 4) == 0)
    }

    deinit { close(socket) }
}
