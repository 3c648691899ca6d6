import Foundation
import GateControl
import LaneControl
public import LibraryModel
import LibraryStore

/// A happening as it is told to whoever watches the gates: nothing in it leads to a person.
struct ToldEvent: Encodable {
    let at: String
    let gate: String
    let lane: String
    let campus: String?
    var direction: Direction?
    var code: DecisionCode?
    var admits: Bool?
    /// Of a passage: `passed`, `unmatched` or `not_passed`.
    var outcome: String?
    var mode: HouseMode?
    var alarm: String?
    var raised: Bool?
    var camera: String?
    var kind: String?
    var source: String?
    var served: Bool?
    var waiting: Int?
    var lost: Int?
    /// Plain words on a fault and what to do.
    var words: String?

    /// Nil for what nobody outside needs, such as each pulse of a relay.
    static func name(of happening: Happening) -> String? {
        switch happening.what {
        case .decided: "presentation"
        case .passed, .notPassed: "passage"
        case .modeChanged: "mode"
        case .alarm, .lineFault, .linesMended: "alarm"
        case .staff: "staff"
        case .camera: "camera"
        case .record: "record"
        default: nil
        }
    }

    /// - Parameter lane: where it happened; nil for a lane that the settings do not know.
    init(_ happening: Happening, at lane: EventLane?) {
        at = LocalTime(happening.at.time, at: lane?.offset ?? .shanghai).description
        (gate, self.lane, campus) = (happening.gate.rawValue, happening.lane.rawValue, lane?.campus)
        switch happening.what {
        case .decided(let decision, _, _): (direction, code, admits) = (lane?.direction, decision.code, decision.admits)
        case .passed(let way, let matched): (direction, outcome) = (way, matched ? "passed" : "unmatched")
        case .notPassed(let way): (direction, outcome) = (way, "not_passed")
        case .modeChanged(let new): mode = new
        case .alarm(let which, let isRaised): (alarm, raised) = (which.code, isRaised)
        case .lineFault(let fault): (alarm, raised, words) = ("line_fault", true, fault)
        case .linesMended: (alarm, raised) = ("line_fault", false)
        case .staff(let act): (kind, source, served) = (act.kind.rawValue, act.source.rawValue, act.served)
        case .camera(let health): (camera, words) = health.told
        case .record(let backlog): (waiting, lost, words) = (backlog.waiting, backlog.lost, backlog.lastError?.description)
        default: break
        }
    }
}

/// What is known of a lane besides its name.
public struct EventLane: Sendable {
    public let campus: String
    public let direction: Direction
    public let offset: TimeZoneOffset

    public init(campus: String, direction: Direction, offset: TimeZoneOffset) {
        (self.campus, self.direction, self.offset) = (campus, direction, offset)
    }
}

extension CameraHealth {
    fileprivate var told: (String, String?) {
        switch self {
        case .none: ("none", nil)
        case .starting: ("starting", nil)
        case .seeing: ("seeing", nil)
        case .fault(let words): ("fault", words)
        case .ended: ("ended", nil)
        }
    }
}
