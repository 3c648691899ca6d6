import Foundation
import GateControl
import GateHardware
import Glibc
import LibraryModel
import Logging
import ServiceLifecycle
import WebService

/// The HTTP service beside the gate. When it cannot listen, or fails, the gate goes on without it and it is tried again.
struct WebLife: Service {
    static let retry = Duration.seconds(10)

    let parts: WebParts
    /// How browsers reach the pages.
    let address: String
    let logger: Logger

    func run() async throws {
        let (time, logger) = (LinuxTime(), logger)
        let pages = parts.patrons == nil ? "no pass is issued here, so only the status is served" : "the pages are"
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let (address, settings) = (address, parts.settings)
            let web = LibraryWeb.build(parts, logger: JournalLog.logger("web", level: .warning)) { _ in
                logger.notice("\(pages) at \(address)/")
            }
            do {
                try await web.run()
            } catch {
                logger.error("the pages cannot be served at \(settings.address):\(settings.port): \(error); is the port in use?")
                do { try await cancelWhenGracefulShutdown { try await time.sleep(until: time.now() + Self.retry) } } catch { return }
            }
        }
    }
}
