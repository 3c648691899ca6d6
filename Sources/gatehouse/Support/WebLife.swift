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
    /// Those whose screens are served.
    let lanes: [LaneID]
    let logger: Logger
    /// What the server library has to say.
    let serverLogger: Logger

    func run() async throws {
        let (time, logger) = (LinuxTime(), logger)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let (settings, places) = (parts.settings, places)
            let web = LibraryWeb.build(parts, logger: serverLogger) { _ in
                for place in places { logger.notice("\(place)") }
            }
            do {
                try await web.run()
            } catch {
                logger.error("\(Self.words(error, settings))")
                do { try await cancelWhenGracefulShutdown { try await time.sleep(until: time.now() + Self.retry) } } catch { return }
            }
        }
    }

    /// What is wrong and what to do. The server library says why in words only.
    private static func words(_ error: any Error, _ settings: WebSettings) -> String {
        guard "\(error)".contains("errno: \(EADDRINUSE)") else {
            return "the pages cannot be served at \(settings.address):\(settings.port): \(error)"
        }
        return "the pages are off: another program has port \(settings.port) of \(settings.address); end it (`ss -ltnp sport = :\(settings.port)` names it) or set another `web.port`. The gate goes on, and tries again every 10 s"
    }

    /// What a browser can open, for the log: no address has a secret in it.
    private var places: [String] {
        var places: [String] = []
        if parts.patrons == nil {
            places.append("no pass is issued here, so only the status is served at \(address)/")
        } else {
            places.append("the pages are at \(address)/")
            if parts.desk != nil { places.append("the staff desk is at \(address)/desk") }
            let screens = lanes.map { "\(address)/kiosk/\($0)" }.joined(separator: ", ")
            places.append("the lanes' screens are at \(screens); `gatehouse tokens add NAME --scope kiosk` lets a browser in")
        }
        if parts.settings.publicStatus != .off { places.append("how full it is: \(address)/now") }
        return places
    }
}
