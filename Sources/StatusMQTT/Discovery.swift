import GateControl
import LibraryModel

/// Tells Home Assistant what there is to show: one retained configuration an entity, all of one device
/// (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery).
///
/// An entity is unavailable when the board's last will says `offline`, when the count of its campus is not exact, and when
/// nothing was said for ``StatusMessages/life``: none of these looks like a quiet house.
struct Discovery: Sendable {
    private let settings: Settings
    private let topics: StatusTopics
    private let version: String
    private let device: Device

    init(settings: Settings, version: String) {
        (self.settings, self.version) = (settings, version)
        topics = StatusTopics(settings: settings)
        device = Device(
            identifiers: ["gatehouse_\(topics.board)"], name: "Gatehouse \(topics.board)", manufacturer: "Gatehouse",
            sw_version: version, configuration_url: settings.web.publicURL?.description)
    }

    func messages() -> [Message] {
        guard settings.mqtt.discovers else { return [] }
        let counted = Set(settings.gates.map(\.campus))
        return [board()] + settings.campuses.filter { counted.contains($0.id) }.flatMap(campus)
            + settings.gates.flatMap { gate in gate.lanes.flatMap { lane($0.id.rawValue, of: gate.id.rawValue) } }
    }

    /// Whether the board is there at all. Its state is the availability itself, so it says `off` where others are
    /// unavailable.
    private func board() -> Message {
        var entity = entity("connectivity", "门禁 Gate", at: topics.availability, needs: [])
        (entity.device_class, entity.payload_on, entity.payload_off) = ("connectivity", StatusTopics.online, StatusTopics.offline)
        return config("binary_sensor", "connectivity", entity)
    }

    private func campus(_ campus: Campus) -> [Message] {
        let needs = [topics.availability, topics.campusAvailability(campus.slug)]
        let name = "\(campus.name.zh) \(campus.name.en)"
        let part = { (field: String, words: String) in
            var entity = entity("\(campus.slug)_\(field)", "\(name) \(words)", at: topics.campus(campus.slug), needs: needs)
            entity.value_template = "{{ value_json.\(field) }}"
            return entity
        }
        var inside = part("inside", "在馆人数 inside")
        (inside.unit_of_measurement, inside.state_class, inside.icon) = ("人", "measurement", "mdi:account-group")
        inside.json_attributes_topic = topics.campus(campus.slug)
        var share = part("share", "占用 occupancy")
        (share.unit_of_measurement, share.state_class, share.icon) = ("%", "measurement", "mdi:gauge")
        var level = part("level", "拥挤程度 level")
        (level.device_class, level.options) = ("enum", FillLevel.allCases.map(\.rawValue))
        return [("inside", inside), ("share", share), ("level", level)].map {
            config("sensor", "\(campus.slug)_\($0.0)", $0.1)
        }
    }

    private func lane(_ lane: String, of gate: String) -> [Message] {
        let part = { (field: String, kind: String, words: String) in
            var entity = entity("\(lane)_\(kind)", "\(lane) \(words)", at: topics.lane(lane, of: gate), needs: [topics.availability])
            entity.value_template = "{{ 'ON' if value_json.\(field) else 'OFF' }}"
            entity.device_class = kind
            return config("binary_sensor", "\(lane)_\(kind)", entity)
        }
        return [part("problem", "problem", "故障 problem"), part("connected", "connectivity", "连接 connection")]
    }

    private func entity(_ name: String, _ words: String, at topic: String, needs: [String]) -> Entity {
        Entity(
            unique_id: "gatehouse_\(topics.board)_\(name)", name: words, state_topic: topic,
            expire_after: Int(StatusMessages.life.components.seconds),
            availability: needs.isEmpty ? nil : needs.map(Availability.init), availability_mode: needs.isEmpty ? nil : "all",
            device: device, origin: Origin(sw_version: version))
    }

    private func config(_ component: String, _ name: String, _ entity: Entity) -> Message {
        Message(
            "\(settings.mqtt.discoveryPrefix)/\(component)/gatehouse_\(topics.board)/\(name)/config", JSONLine.of(entity),
            retained: true, life: nil)
    }
}

/// The fields of a configuration, named as Home Assistant names them.
private struct Entity: Encodable {
    let unique_id: String
    let name: String
    let state_topic: String
    let expire_after: Int
    let availability: [Availability]?
    let availability_mode: String?
    let device: Device
    let origin: Origin
    var value_template: String?
    var device_class: String?
    var state_class: String?
    var unit_of_measurement: String?
    var icon: String?
    var options: [String]?
    var payload_on: String?
    var payload_off: String?
    var json_attributes_topic: String?
}

/// Its payloads are those that Home Assistant expects unless told otherwise: `online` and `offline`.
private struct Availability: Encodable {
    let topic: String
}

private struct Device: Encodable {
    let identifiers: [String]
    let name: String
    let manufacturer: String
    let sw_version: String
    let configuration_url: String?
}

private struct Origin: Encodable {
    var name = "gatehouse"
    let sw_version: String
}
