import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP service: public status and the two questions of supervisors.
public enum StatusService {
    /// A service that listens on `address` and `port` once it is run; port 0 takes any free one.
    ///
    /// `listening` hears the port. Running throws when the address cannot be had.
    public static func build(
        address: String, port: Int, answers: StatusAnswers, logger: Logger,
        listening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some Service {
        Application(
            router: router(answers),
            server: .http1(configuration: .init(
                idleTimeout: .milliseconds(WebLimits.idleTimeout.milliseconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: WebLimits.headerFieldBytes, maxHeaderListSize: WebLimits.headerBytes,
                    maxHeaderFieldCount: WebLimits.headerFields))),
            configuration: .init(
                address: .hostname(address, port: port), serverName: "gatehouse", backlog: WebLimits.waitingConnections,
                availableConnectionsDelegate: .maximum(WebLimits.connections, logger: logger)),
            onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    private static func router(_ answers: StatusAnswers) -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemReplies(paths: Set(StatusRoute.allCases.map(\.rawValue))))
        for route in StatusRoute.allCases {
            router.on(RouterPath(route.rawValue), method: .get) { _, _ in try await route.answer(answers) }
        }
        return router
    }
}
