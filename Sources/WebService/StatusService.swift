import GateControl
public import Hummingbird
public import Logging
import NIOCore

/// Where the answers come from; the composition root hands it in.
public struct StatusAnswers: Sendable {
    public let report: @Sendable () async -> StatusReport
    public let isReady: @Sendable () async -> Bool

    public init(
        report: @escaping @Sendable () async -> StatusReport, isReady: @escaping @Sendable () async -> Bool
    ) {
        (self.report, self.isReady) = (report, isReady)
    }
}

/// The HTTP service: public status and the two questions of supervisors.
public enum StatusService {
    /// The largest request body that is read; nothing here needs one.
    static let largestBody = 1024

    /// A service that listens on `address` and `port` once it is run; port 0 takes any free one.
    ///
    /// `listening` hears the port.
    public static func build(
        address: String, port: Int, answers: StatusAnswers, logger: Logger,
        listening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(answers),
            configuration: .init(address: .hostname(address, port: port), serverName: "gatehouse"),
            onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    static func router(_ answers: StatusAnswers) -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/healthz") { _, _ in Reply.text("ok\n") }
        router.get("/readyz") { _, _ in
            await answers.isReady() ? Reply.text("ready\n") : Reply.text("the store does not answer\n", .serviceUnavailable)
        }
        router.get("/api/v1/status") { _, _ in try Reply.json(await answers.report()) }
        return router
    }
}
