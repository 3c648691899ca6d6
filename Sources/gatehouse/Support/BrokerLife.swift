import GateControl
import GateHardware
import LibraryModel
import Logging
import ServiceLifecycle
import StatusMQTT

/// What tells a broker how the gate does, where the settings ask for one. When the broker is away the gate goes on.
enum BrokerLife {
    /// None where MQTT is off.
    static func publisher(
        _ settings: Settings, _ topology: Topology, _ time: any TimeSource, _ logger: Logger
    ) throws -> [any Service] {
        let mqtt = settings.mqtt
        guard mqtt.isEnabled else { return [] }
        if mqtt.user != nil, mqtt.authorityFile == nil, !["127.0.0.1", "::1", "localhost"].contains(mqtt.host) {
            logger.warning("mqtt: the password goes to \(mqtt.host) unprotected; `ca-file` switches TLS on")
        }
        let board = settings.gates.first?.id.rawValue ?? "gate"
        let outlet = try MosquittoOutlet(
            to: mqtt, called: "gatehouse-\(board)", will: StatusPublisher.will(settings), time: time
        ) { news in
            switch news {
            case .connected: logger.notice("mqtt: \(mqtt.host):\(mqtt.port) is told how the gate does")
            case .lost(let error): logger.warning("mqtt: \(error); it is tried again")
            case .refused(let words): logger.warning("mqtt: the broker refuses messages of this account: \(words)")
            case .dropped(let count): logger.warning("mqtt: \(count) messages were dropped, the broker was too slow")
            }
        }
        return [
            StatusPublisher(
                settings: settings, version: Gatehouse.version, to: outlet, feed: topology.feed, time: time,
                report: { [status = topology.status] in await status.report() })
        ]
    }
}
