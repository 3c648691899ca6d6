import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

/// Says in plain words what happens, one line each, the same for the same story.
struct Transcript {
    let offset: TimeZoneOffset
    let campuses: [Campus]
    /// Names of the story's patrons by number, to be read by people.
    let patrons: [PatronID: String]

    /// `08:39:59.000  east-in    anna: refused, too_early, opens 08:40`
    func line(_ happening: Happening) -> String? {
        words(happening.what, at: happening.at.time).map { line($0, at: happening.at.time, lane: happening.lane.rawValue) }
    }

    func line(_ words: String, at time: WallTime, lane: String = "") -> String {
        let clock = LocalTime(time, at: offset).time.precise
        return "\(clock)  \(lane)\(String(repeating: " ", count: max(1, 10 - lane.count)))\(words)"
    }

    /// `East: 1 inside and 1 held, cap 3`
    func words(_ count: Occupancy, of campus: Campus) -> String {
        let held = count.reserved > 0 ? " and \(count.reserved) held" : ""
        return "\(campus.name.en): \(count.inside) inside\(held), cap \(count.cap)"
    }

    private func words(_ what: Happening.What, at now: WallTime) -> String? {
        switch what {
        case .decided(let decision, let patron, _): decided(decision, patron: patron, at: now)
        case .unlocked(let direction, let length): "relay \(direction.rawValue) on for \(length.inMilliseconds) ms"
        case .passed(let direction, let matched):
            "somebody went \(direction == .entry ? "in" : "out")\(matched ? "" : " without pass or staff")"
        case .notPassed(let direction): "nobody went \(direction == .entry ? "in" : "out") in time"
        case .modeChanged(let mode): "mode is \(mode.rawValue)"
        case .alarm(let alarm, let raised): "alarm \(alarm.code)\(raised ? "" : " ended")"
        case .staff(let act): "staff by \(act.source.rawValue): \(act.kind.rawValue)\(act.served ? "" : ", not served")"
        case .lineFault(let words): "line fault: \(words)"
        case .camera: nil
        case .record(let backlog):
            backlog.isBehind
                ? "record is behind by \(backlog.waiting): \(backlog.lastError?.code.rawValue ?? "lost \(backlog.lost)")"
                : "record has caught up"
        }
    }

    /// The decision with the prompt that the patron sees.
    private func decided(_ decision: Decision, patron: PatronID?, at now: WallTime) -> String {
        let who = patron.flatMap { patrons[$0] } ?? "a code"
        let prompt = wording(for: decision, at: now, offset: offset) { id in
            campuses.first { $0.id == id }?.name ?? BilingualText(zh: "?", en: "?")
        }
        return "\(who): \(decision.admits ? "admitted" : "refused"), \(decision.code.rawValue) — \(prompt.title.zh) · \(prompt.title.en)"
    }
}
