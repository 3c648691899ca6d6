import GateControl
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP service of the house: status for everybody, the patron's visit, kiosks and importers, and the pages.
public enum LibraryWeb {
    /// A service that listens at the address and port of the settings once it is run; port 0 takes any free one.
    ///
    /// `listening` hears the port. Running throws when the address cannot be had. A stop takes no longer than
    /// ``WebLimits/stopPatience`` and ``WebLimits/stopRest``; what is still to be answered then is not.
    public static func build(
        _ parts: WebParts, logger: Logger, listening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some Service {
        let responder = WebResponder(parts)
        let server = Application(
            responder: responder,
            server: .http1(configuration: .init(
                additionalChannelHandlers: [ConnectionWatch(responder.connections)],
                idleTimeout: .milliseconds(parts.idleTimeout.milliseconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: WebLimits.headerFieldBytes, maxHeaderListSize: WebLimits.headerBytes,
                    maxHeaderFieldCount: WebLimits.headerFields))),
            configuration: .init(
                address: .hostname(parts.settings.address, port: parts.settings.port), serverName: "gatehouse",
                backlog: WebLimits.waitingConnections,
                availableConnectionsDelegate: .maximum(parts.connections, logger: logger)),
            services: responder.services,
            onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) },
            logger: logger)
        return BoundedStop(server: server, connections: responder.connections, wait: parts.live?.wait)
    }
}
