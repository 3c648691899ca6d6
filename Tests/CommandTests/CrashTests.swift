import Foundation
import Glibc
import Testing

@Suite("A crash of the program", .serialized)
struct CrashTests {
    @Test("it ends the program at once, without a reporter of crashes that keeps it", arguments: [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP])
    func crash(_ signal: Int32) throws {
        let library = try Library()
        let output = try Spool()
        // The runtime's own default, whatever the environment of the tests is, with the reporter that the tests themselves have.
        let reporter = try Self.reporter().map { ",swift-backtrace=\($0)" } ?? ""
        let process = try Program.start(
            ["run", "--config", library.config], output: output,
            environment: ["SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no" + reporter])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        for _ in 0..<3000 where !output.text.contains("starts east-main") { usleep(10_000) }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        #expect(!output.text.contains("Program crashed") && !output.text.contains("Thread 0"), "\(output.text)")
    }

    /// The runtime's reporter of crashes, beside the library of the runtime that the tests run on; nil where there is none.
    private static func reporter() throws -> String? {
        let map = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
        guard let library = map.firstMatch(of: /(\/\S*)\/lib\/swift\/linux\/libswiftCore\.so/)?.1 else { return nil }
        let path = "\(library)/libexec/swift/linux/swift-backtrace"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    @Test("relays can be dropped by hand, where there are any")
    func relaysOff() throws {
        let library = try Library()
        let answer = try library.run("relays", "off")
        #expect(answer.status == 0 && answer.output.contains("its board is simulated"), "a simulated board has none")
        let config = try String(contentsOfFile: library.config, encoding: .utf8)
        try library.write("board.yaml", "name: none\nchip: no-such-chip\nlines: { relay-entry: { line: NOLINE, active: high } }\n")
        try library.write("gatehouse.yaml", config.replacing("board: simulated", with: "board: board.yaml"))
        let other = try library.run("relays", "off")
        #expect(other.status == 69 && other.output.contains("relay-entry: left as it is") && other.output.contains("no-such-chip"))
    }
}
