import Foundation
import GateHardware
import Glibc
import Logging

/// Log lines on standard error: with journald's priority in front where systemd reads them, with the time otherwise.
/// Nobody who logs waits for whoever reads.
struct JournalLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let writer: LogWriter

    /// The writer that all loggers of a program share.
    static func writer() throws -> LogWriter {
        do {
            return try LogWriter(to: STDERR_FILENO) { lost in
                line(.warning, "\(lost) lines of the log are lost, since nobody took them")
            }
        } catch { throw Failure.exit(Failure.unavailable, error.description) }
    }

    /// The same for standard output: what a gate tells whoever sits before it.
    static func output() throws -> LogWriter {
        do {
            return try LogWriter(to: STDOUT_FILENO) { Array("… \($0) lines are lost, since nobody took them".utf8) }
        } catch { throw Failure.exit(Failure.unavailable, error.description) }
    }

    /// A logger that writes there.
    static func logger(_ label: String, level: Logger.Level, to writer: LogWriter) -> Logger {
        Logger(label: label) { _ in JournalLog(logLevel: level, writer: writer) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        writer.put(Self.line(event.level, event.message.description.replacing("\n", with: " ")))
    }

    private static func line(_ level: Logger.Level, _ words: String) -> [UInt8] {
        Array((forJournal ? "<\(priority(level))>\(words)" : "\(Time.text(Time.now).prefix(19)) \(level) \(words)").utf8)
    }

    /// systemd says so in the environment (systemd.exec(5)).
    private static let forJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil

    /// syslog(3): 2 critical, 3 error, 4 warning, 5 notice, 6 informational, 7 debug.
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}

extension LogWriter {
    /// A line without its end.
    func put(_ line: String) { put(Array(line.utf8)) }
}
