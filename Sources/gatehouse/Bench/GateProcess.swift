import Foundation
import Glibc
import LibraryModel

/// A gate that runs as a program of its own, stopped with this object.
final class GateProcess {
    /// How long it may take to be ready, and to stop when asked.
    static let patience = Duration.seconds(30)
    static let politeness = Duration.seconds(5)

    let processID: pid_t
    private let port: Int
    private let output: String
    private let time = BenchTime()
    private var hasEnded = false

    /// Starts `program run` with the configuration; what it says goes into a file beside it.
    init(program: String, configuration: String, port: Int, more arguments: [String] = []) throws {
        (self.port, output) = (port, configuration + ".log")
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, stream, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        let words = [program, "run", "--config", configuration] + arguments
        var list: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe list.forEach { unsafe free($0) } }
        var started: pid_t = 0
        let problem = unsafe posix_spawn(&started, program, &actions, nil, &list, environ)
        guard problem == 0 else { throw BenchError("\(program): cannot be started (errno \(problem))") }
        processID = started
    }

    deinit { stop() }

    /// Returns when the gate answers that it is ready.
    func waitUntilReady() async throws {
        let deadline = time.now() + Self.patience
        while HTTPQuestion.get("/readyz", host: "127.0.0.1", port: port) == nil {
            if endedByItself { throw BenchError("the gate ended instead of starting: \(lastWords)") }
            guard time.now() < deadline else { throw BenchError("the gate is not ready after \(Self.patience): \(lastWords)") }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// A line of /proc/PID/status, such as `VmRSS`, in MiB; nil where the kernel has none.
    func mebibytes(_ key: String) -> Double? { Self.mebibytes(key, of: processID) }

    /// The same of any process.
    static func mebibytes(_ key: String, of process: Int32) -> Double? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/status") else { return nil }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(key + ":") }
        let kibibytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }
        return kibibytes.map { $0 / 1024 }
    }

    /// Processor time that it has used so far.
    var processorTime: Duration? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(processID)/stat") else { return nil }
        // The name in parentheses may hold blanks; utime and stime are the 12th and 13th field after it (proc(5)).
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else { return nil }
        return .milliseconds((user + system) * 1000 / Int64(sysconf(Int32(_SC_CLK_TCK))))
    }

    /// How many lines it has said so far that begin with `words`.
    func linesSaid(beginningWith words: String) -> Int {
        let bytes = FileManager.default.contents(atPath: output) ?? Data()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix(words) }
    }

    /// Asks it to stop, makes it stop when it does not, and waits for its end.
    func stop() {
        guard !hasEnded else { return }
        kill(processID, SIGTERM)
        let deadline = time.now() + Self.politeness
        while !endedByItself {
            if time.now() >= deadline { kill(processID, SIGKILL) }
            usleep(5000)
        }
    }

    private var endedByItself: Bool {
        if !hasEnded { hasEnded = waitpid(processID, nil, WNOHANG) != 0 }
        return hasEnded
    }

    private var lastWords: String {
        let bytes = FileManager.default.contents(atPath: output) ?? Data()
        return String(decoding: bytes.suffix(400), as: UTF8.self).split(separator: "\n").last.map(String.init) ?? "it said nothing"
    }
}
