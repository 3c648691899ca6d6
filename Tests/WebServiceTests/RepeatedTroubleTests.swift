import Accounts
import GateHardware
import LibraryModel
import LibraryStore
import Logging
import Synchronization
import Testing
import WebService

@Suite("A store that is away fills no log")
struct RepeatedTroubleTests {
    /// Keeps the lines of errors.
    private struct NotingLog: LogHandler {
        final class Lines: Sendable {
            let all = Mutex<[String]>([])
        }

        let lines: Lines
        var logLevel = Logger.Level.error
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.all.withLock { $0.append("\(event.message)") } }
    }

    @Test("however many ask, and whatever: one line a minute, with how many there were")
    func failing() async throws {
        let library = try await LibraryUnderTest()
        let lines = NotingLog.Lines()
        let logger = Logger(label: "test") { _ in NotingLog(lines: lines) }
        try await served(try library.parts(store: NoStore()), logger: logger) { port in
            func fail(_ path: String) async throws {
                let answer = try await ask(port, plain("GET", path, "Authorization: Bearer \(LibraryUnderTest.importToken.text)\r\n"))
                #expect(answer.status == 503)
            }
            for _ in 0..<20 {
                try await fail("/api/v1/campuses")
                try await fail("/api/v1/kiosks/east-in/code")
            }
            #expect(lines.all.withLock { $0.count } == 1)
            library.time.advance(by: .seconds(60))
            try await fail("/api/v1/campuses")
            let all = lines.all.withLock(\.self)
            #expect(all.count == 2 && all.last?.contains("(and 39 requests before it)") == true, "\(all)")
        }
    }
}
