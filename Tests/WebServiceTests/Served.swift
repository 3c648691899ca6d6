import GateControl
import LibraryModel
import Logging
import ServiceLifecycle
import Testing
import WebService

/// Runs the service on a free port of loopback for as long as `work` takes: its public part alone, which tells everybody
/// `status`.
func served(
    _ answers: StatusAnswers, telling status: PublicStatus = .exact,
    _ work: @escaping @Sendable (_ port: Int) async throws -> Void
) async throws {
    var settings = WebSettings()
    settings.publicStatus = status
    try await served(WebParts(settings: settings, status: answers), work)
}

/// Runs the service on a free port of loopback for as long as `work` takes. Whoever is idle or takes nothing, as one does who
/// waits for the others of a busy machine, is closed by the kernel's clock only where a test sets the limit.
func served(
    _ parts: WebParts, logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ work: @escaping @Sendable (_ port: Int) async throws -> Void
) async throws {
    var parts = parts
    (parts.settings.address, parts.settings.port) = ("127.0.0.1", 0)
    if parts.idleTimeout == WebLimits.idleTimeout { parts.idleTimeout = .minutes(60) }
    parts.live?.kernelPatience = .minutes(60)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let service = LibraryWeb.build(
        parts, logger: logger, listening: { found.yield($0) })
    // Stopped as the program stops it: a server that is cancelled may give up connections that nobody has taken yet.
    let services = ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup { group in
        group.addTask {
            defer { found.finish() }
            try await services.run()
        }
        let worked: Result<Void, any Error>
        do {
            if let port = await ports.first(where: { $0 > 0 }) { try await work(port) }
            worked = .success(())
        } catch { worked = .failure(error) }
        await services.triggerGracefulShutdown()
        try await group.waitForAll()
        try worked.get()
    }
}

/// Asks once and takes the answer apart.
func ask(_ port: Int, _ request: String) async throws -> Answer {
    try #require(Answer(try await onThread {
        let client = try Client(port: port)
        client.send(request)
        return client.rest()
    }), "no answer to \(request.prefix(60))")
}

/// A request without a body that asks for the end of the connection.
func plain(_ method: String, _ path: String, _ more: String = "") -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\(more)\r\n"
}

extension StatusAnswers {
    /// Answers with `report`, ready or not.
    static func fixed(_ report: StatusReport, ready: Bool = true) -> StatusAnswers {
        StatusAnswers(report: { report }, isReady: { ready })
    }
}
