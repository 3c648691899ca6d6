import Foundation
import Glibc
import Testing

@Suite("A crash of the program", .serialized)
struct CrashTests {
    @Test("it ends the program at once, without a reporter of crashes that keeps it", arguments: [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP])
    func crash(_ signal: Int32) throws {
        let library = try Library()
        let output = try Spool()
        // The runtime's own default, whatever the environment of the tests is.
        let process = try Program.start(
            ["run", "--config", library.config], output: output, environment: ["SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no"])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        for _ in 0..<3000 where !output.text.contains("starts east-main") { usleep(10_000) }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        #expect(!output.text.lowercased().contains("backtrac") && !output.text.contains("Thread 0"), "\(output.text)")
    }

    @Test("relays can be dropped by hand, where there are any")
    func relaysOff() throws {
        let library = try Library()
        let answer = try library.run("relays", "off")
        #expect(answer.status == 0 && answer.output.isEmpty, "a simulated board has none")
        let config = try String(contentsOfFile: library.config, encoding: .utf8)
        try library.write("board.yaml", "name: none\nchip: no-such-chip\nlines: { relay-entry: { line: NOLINE, active: high } }\n")
        try library.write("gatehouse.yaml", config.replacing("board: simulated", with: "board: board.yaml"))
        let other = try library.run("relays", "off")
        #expect(other.status == 69 && other.output.contains("relay-entry: left as it is") && other.output.contains("no-such-chip"))
    }
}
