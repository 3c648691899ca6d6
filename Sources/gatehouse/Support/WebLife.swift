import GateControl
import GateHardware
import LibraryModel
import Logging
import ServiceLifecycle
import WebService

/// The HTTP service beside the gate. When it cannot listen, or fails, the gate goes on without it and it is tried again.
struct WebLife: Service {
    static let retry = Duration.seconds(10)

    let parts: WebParts
    let logger: Logger

    func run() async throws {
        let time = LinuxTime()
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let web = LibraryWeb.build(parts, logger: JournalLog.logger("web", level: .warning))
            do {
                try await web.run()
            } catch {
                logger.error("the pages cannot be served at \(parts.settings.address):\(parts.settings.port): \(error); is the port in use?")
                do { try await cancelWhenGracefulShutdown { try await time.sleep(until: time.now() + Self.retry) } } catch { return }
            }
        }
    }
}
