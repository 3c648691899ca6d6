/// The MQTT broker that is told how the gate does; off unless a library asks for it.
public struct MQTTSettings: Hashable, Sendable {
    public var isEnabled = false
    public var host = "127.0.0.1"
    public var port = 1883
    /// The name of the gate's account at the broker; nil for a broker that asks nobody.
    public var user: String?
    /// The file whose first line is the password of ``user``; read at each connection.
    public var passwordFile: String?
    /// The certificates that the broker's one must lead to. Set: TLS, and nothing without it.
    public var authorityFile: String?
    /// What each topic begins with.
    public var topicPrefix = "gatehouse"
    /// Whether Home Assistant is told what there is to show.
    public var discovers = true
    /// Where Home Assistant listens for that.
    public var discoveryPrefix = "homeassistant"

    public init() {}
}
