import GateControl
import LaneControl
import LibraryModel

/// What happens at the gates as messages that nobody keeps. No event leads to a person: no number, no name, no booking.
struct EventMessages: Sendable {
    /// An event that could not be handed on for so long is old news.
    static let life = Duration.seconds(60)

    let topics: StatusTopics
    let offset: TimeZoneOffset
    let campuses: [GateID: String]

    init(settings: Settings) {
        topics = StatusTopics(settings: settings)
        offset = settings.campuses.first?.hours.offset ?? .shanghai
        campuses = Dictionary(
            uniqueKeysWithValues: settings.gates.map { ($0.id, settings.campus($0.campus)?.slug ?? "") })
    }

    /// Nil for what only the gate itself cares about.
    func message(_ happening: Happening) -> Message? {
        guard let (kind, words) = Self.event(happening.what) else { return nil }
        var event = words
        event.at = LocalTime(happening.at.time, at: offset).description
        if happening.lane != Happening.nowhere.lane {
            (event.gate, event.lane) = (happening.gate.rawValue, happening.lane.rawValue)
        }
        event.campus = campuses[happening.gate]
        return Message(topics.event(kind), JSONLine.of(event), retained: false, life: Self.life)
    }

    /// Said where the events went by too fast to be told: somebody who counts them must ask for the status.
    func missed(_ count: Int?) -> Message {
        var event = Event()
        event.count = count
        return Message(topics.event("missed"), JSONLine.of(event), retained: false, life: Self.life)
    }

    private struct Event: Encodable {
        var at: String?
        var gate: String?
        var lane: String?
        var campus: String?
        var direction: Direction?
        var code: String?
        var admits: Bool?
        var matched: Bool?
        var mode: HouseMode?
        var raised: Bool?
        var kind: String?
        var served: Bool?
        var state: String?
        var waiting: Int?
        var lost: Int?
        var count: Int?
    }

    private static func event(_ what: Happening.What) -> (kind: String, Event)? {
        var event = Event()
        switch what {
        case .decided(let decision, _, _):
            (event.code, event.admits) = (decision.code.rawValue, decision.admits)
            return ("presentation", event)
        case .passed(let direction, let matched):
            (event.direction, event.matched) = (direction, matched)
            return ("passage", event)
        case .modeChanged(let mode):
            event.mode = mode
            return ("mode", event)
        case .alarm(let alarm, let raised):
            (event.code, event.raised) = (alarm.code, raised)
            return ("alarm", event)
        case .staff(let act):
            (event.kind, event.served) = (act.kind.rawValue, act.served)
            return ("staff", event)
        case .desk(let deed, _):
            event.kind = deed.rawValue
            return ("staff", event)
        case .camera(let health):
            event.state = health.word
            return ("camera", event)
        case .record(let backlog):
            (event.waiting, event.lost) = (backlog.waiting, backlog.lost)
            return ("record", event)
        case .unlocked, .notPassed, .lineFault, .linesMended: return nil
        }
    }
}

extension CameraHealth {
    /// As in the status of a lane; what is wrong stays on the board.
    fileprivate var word: String {
        switch self {
        case .none: "none"
        case .starting: "starting"
        case .seeing: "seeing"
        case .fault: "fault"
        case .ended: "ended"
        }
    }
}
