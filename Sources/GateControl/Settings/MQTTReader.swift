import StrictYAML

/// Reads `mqtt`.
enum MQTTReader {
    static func read(_ section: YAMLSection) -> MQTTSettings {
        var mqtt = MQTTSettings()
        section.optional("enabled", .flag, into: &mqtt.isEnabled)
        section.optional("host", .text(), into: &mqtt.host)
        section.optional("port", .number(in: 1...65535), into: &mqtt.port)
        mqtt.user = section.optional("user", .text(atMost: 64))
        mqtt.passwordFile = section.optional("password-file", .text())
        mqtt.authorityFile = section.optional("ca-file", .text())
        section.optional("topic-prefix", topics, into: &mqtt.topicPrefix)
        section.optional("discovery", .flag, into: &mqtt.discovers)
        section.optional("discovery-prefix", topics, into: &mqtt.discoveryPrefix)
        section.close()
        if mqtt.passwordFile != nil, !section.has("user") {
            section.report("is of no use without `user`", at: "password-file")
        }
        return mqtt
    }

    /// Levels of a topic: no wildcard (MQTT 5 section 4.7.1), nothing of the broker's own (`$`, section 4.7.2).
    private static let topics = YAMLValue<String>("a topic such as `gatehouse` or `library/gates`, of letters, digits, `-` and `_`") {
        let levels = $0.split(separator: "/", omittingEmptySubsequences: false)
        let isSound = $0.utf8.count <= 64 && levels.allSatisfy { level in
            !level.isEmpty && level.utf8.allSatisfy { WebAddress.isLetterOrDigit($0) || [0x2D, 0x5F].contains($0) }
        }
        return isSound ? $0 : nil
    }
}
