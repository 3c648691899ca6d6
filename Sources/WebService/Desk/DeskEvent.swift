import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

/// A happening as the desk is told of it; the patron masked.
struct DeskEvent {
    /// The listener that hears it; nil when none does.
    let name: String?
    let data: Data
    /// Whether `GET /api/v1/desk/now` answers otherwise after it.
    let changesNow: Bool

    /// What of it is there depends on the event.
    struct Data: Encodable {
        let at: String
        var gate: String?
        var lane: String?
        var campus: String?
        var presentation: PresentationAnswer?
        var direction: String?
        var matched: Bool?
        var kind: String?
        var source: String?
        var served: Bool?
        var alarm: String?
        var raised: Bool?
        var mode: String?
        var camera: String?
        var words: String?

        func encode(to encoder: any Encoder) throws {
            if let presentation { return try presentation.encode(to: encoder) }
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(at, forKey: .at)
            for (key, value) in [
                (Key.gate, gate), (.lane, lane), (.campus, campus), (.direction, direction), (.kind, kind), (.source, source),
                (.alarm, alarm), (.mode, mode), (.camera, camera), (.words, words),
            ] { try container.encodeIfPresent(value, forKey: key) }
            for (key, flag) in [(Key.matched, matched), (.served, served), (.raised, raised)] {
                try container.encodeIfPresent(flag, forKey: key)
            }
        }

        private enum Key: String, CodingKey {
            case at, gate, lane, campus, direction, matched, kind, source, served, alarm, raised, mode, camera, words
        }
    }

    init(_ happening: Happening, at lanes: [LanePlace], _ terms: HouseTerms) {
        let place = lanes.first { $0.lane == happening.lane }
        var data = Data(
            at: terms.text(happening.at.time, at: place?.campus), gate: happening.gate.rawValue,
            lane: happening.lane.rawValue, campus: place.map { terms.slug($0.campus) })
        var name: String?
        switch happening.what {
        case .decided(let decision, let patron, let booking):
            name = "presentation"
            data.presentation = PresentationAnswer(
                decision, id: happening.record, at: happening.at.time, gate: happening.gate, lane: happening.lane,
                campus: place?.campus, direction: place?.direction, patron: patron, booking: booking, under: terms)
        case .passed(let direction, let matched):
            (name, data.direction, data.matched) = ("passage", direction.rawValue, matched)
        case .staff(let act):
            (name, data.kind) = ("staff", DeskDeed(action: act.kind.rawValue)?.rawValue)
            (data.source, data.served) = (act.source.rawValue, act.served)
        case .desk(let deed, let campus):
            (name, data.kind, data.campus) = ("staff", deed.rawValue, campus.map(terms.slug))
            (data.gate, data.lane) = (nil, nil)
        case .alarm(let alarm, let raised): (name, data.alarm, data.raised) = ("alarm", alarm.code, raised)
        case .linesMended: (name, data.alarm, data.raised) = ("alarm", "line_fault", false)
        case .lineFault(let words): (name, data.alarm, data.raised, data.words) = ("alarm", "line_fault", true, words)
        case .modeChanged(let mode): (name, data.mode) = ("mode", mode.rawValue)
        case .camera(let health):
            name = "camera"
            (data.camera, data.words) = Self.camera(health)
        case .unlocked, .notPassed, .record: break
        }
        (self.name, self.data) = (name, data)
        changesNow = if case .unlocked = happening.what { false } else { true }
    }

    private static func camera(_ health: CameraHealth) -> (String, String?) {
        switch health {
        case .none: ("none", nil)
        case .starting: ("starting", nil)
        case .seeing: ("seeing", nil)
        case .ended: ("ended", nil)
        case .fault(let words): ("fault", words)
        }
    }
}
