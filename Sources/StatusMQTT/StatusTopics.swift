import GateControl
import LibraryModel

/// Where each thing is said. Names are those of the configuration, which hold nothing that a topic may not.
struct StatusTopics: Sendable {
    let prefix: String
    /// Names this board among those of one library: its first gate.
    let board: String

    /// `online`, or `offline` by the last will.
    var availability: String { "\(prefix)/boards/\(board)/availability" }
    var boardState: String { "\(prefix)/boards/\(board)" }
    func campus(_ campus: String) -> String { "\(prefix)/campuses/\(campus)" }
    /// `online` while the count is exact.
    func campusAvailability(_ campus: String) -> String { "\(prefix)/campuses/\(campus)/availability" }
    func lane(_ lane: String, of gate: String) -> String { "\(prefix)/gates/\(gate)/lanes/\(lane)" }
    func event(_ kind: String) -> String { "\(prefix)/events/\(kind)" }

    static let online = "online"
    static let offline = "offline"

    init(settings: Settings) {
        (prefix, board) = (settings.mqtt.topicPrefix, settings.gates.first?.id.rawValue ?? "gate")
    }

    /// The last words of this board, also when it cannot say them itself.
    var farewell: Message { Message(availability, Self.offline, retained: true, life: nil) }
}
