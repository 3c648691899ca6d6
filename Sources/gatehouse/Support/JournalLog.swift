import Foundation
import Glibc
import Logging

/// Log lines on standard error: with journald's priority in front where systemd reads them, with the time otherwise.
struct JournalLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let forJournal: Bool

    init(level: Logger.Level, environment: [String: String]) {
        logLevel = level
        forJournal = environment["JOURNAL_STREAM"] != nil
    }

    /// A logger that writes here.
    static func logger(_ label: String, level: Logger.Level) -> Logger {
        Logger(label: label) { _ in JournalLog(level: level, environment: ProcessInfo.processInfo.environment) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let words = "\(event.message)".replacing("\n", with: " ")
        let line = forJournal
            ? "<\(Self.priority(event.level))>\(words)\n" : "\(Time.text(Time.now).prefix(19)) \(event.level) \(words)\n"
        // One write a line, so that lines of several threads do not mix.
        let bytes = Array(line.utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }

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
