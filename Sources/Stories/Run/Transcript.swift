import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

/// Says in plain words what happens, one line each, the same for the same story.
struct Transcript {
    let offset: TimeZoneOffset
    private let campuses: [Campus]
    /// Names of the story's patrons by number, to be read by people.
    private let patrons: [PatronID: String]
    /// Letters of the longest name of a lane or campus.
    private let width: Int

    init(house: StoryHouse) {
        (offset, campuses, patrons) = (house.offset, house.settings.campuses, house.names)
        let places = house.settings.gates.flatMap(\.lanes).map(\.id.rawValue) + campuses.map(\.slug)
        width = places.map(\.count).max() ?? 0
    }

    /// `08:39:59.000  east-in    anna: refused, too_early …`. What follows from the line above stands further in.
    func line(_ words: String, at time: WallTime, place: String, follows: Bool) -> String {
        let clock = LocalTime(time, at: offset).time.precise
        return "\(clock)  \(place)\(String(repeating: " ", count: max(0, width - place.count)))\(follows ? "    " : "  ")\(words)"
    }

    /// Nil for what is not worth a line, such as the pulses that keep a lane free. `mode` is that of the lane.
    func words(_ happening: Happening, mode: HouseMode) -> String? {
        let isFree = mode == .open || mode == .emergency
        return switch happening.what {
        case .decided(let decision, let patron, _): words(decision, patron: patron, at: happening.at.time)
        case .unlocked where isFree: nil
        case .unlocked(let direction, let length): "the way \(direction.word) unlocks for \(length.inMilliseconds) ms"
        case .passed(let direction, let matched):
            "the sensor counts one \(direction.word)\(matched || isFree ? "" : ", with no pass or staff behind it")"
        case .notPassed(let direction): "the wait is over, nobody went \(direction.word)"
        case .modeChanged(let mode): words(mode)
        case .alarm(let alarm, let raised): raised ? "ALARM \(alarm.code)" : "the alarm \(alarm.code) is over"
        case .staff(let act): "staff act: \(act.kind.rawValue)\(act.served ? "" : ", not served")"
        case .desk(let deed, _): "desk: \(deed.rawValue)"
        case .lineFault(let words): "LINE FAULT: \(words)"
        case .linesMended: "every line answers again"
        case .camera: nil
        case .record(let backlog):
            if let error = backlog.lastError, backlog.waiting > 0 {
                "\(backlog.waiting) \(backlog.waiting == 1 ? "record waits" : "records wait") for the store (\(error.code.rawValue))"
            } else {
                backlog.isBehind ? "\(backlog.lost) records were lost" : "the record has caught up, nothing is lost"
            }
        }
    }

    private func words(_ mode: HouseMode) -> String {
        switch mode {
        case .normal: "passes decide again"
        case .hold: "the entry is on hold; leaving is free"
        case .open: "both ways are free"
        case .emergency: "EMERGENCY: both ways are free"
        }
    }

    func name(of id: CampusID) -> BilingualText {
        campuses.first { $0.id == id }?.name ?? BilingualText(zh: "?", en: "?")
    }

    /// The decision with the prompt that the patron sees: what it is, and what to do next.
    private func words(_ decision: Decision, patron: PatronID?, at now: WallTime) -> String {
        let who = patron.flatMap { patrons[$0] } ?? "a code"
        let prompt = wording(for: decision, at: now, offset: offset) { name(of: $0) }
        let texts = [prompt.title, prompt.next].map { "\($0.zh) · \($0.en)" }.joined(separator: " | ")
        return "\(who): \(decision.admits ? "admitted" : "refused"), \(decision.code.rawValue) | \(texts)"
    }
}

extension Direction {
    /// `in` or `out`.
    var word: String { self == .entry ? "in" : "out" }
}
