import GateControl
import LibraryModel
import LibraryStore

/// What the teller expects, against what is.
extension StoryRun {
    /// Nil when it is as expected; else what was expected and what was.
    func surprise(_ expected: StoryExpectation, at day: CivilDate) async -> String? {
        let since = news.since
        switch expected {
        case .decision(_, let code, let details):
            guard let decision = since.lastDecision else { return "\(code.rawValue), but nothing was decided" }
            guard decision.code == code else { return "\(code.rawValue), but it was \(decision.code.rawValue)" }
            return details.lazy.compactMap { self.surprise($0, in: decision) }.first
        case .undecided: return since.lastDecision.map { "no decision, but it was \($0.code.rawValue)" }
        case .count(let inside, let reserved, let slug):
            guard let campus = house.settings.campus(slug: slug),
                let count = try? await store.occupancy(of: campus.id, cap: campus.cap)
            else { return "a count at \(slug), but the store does not answer" }
            let same = count.inside == inside && (reserved == nil || count.reserved == reserved)
            return same ? nil : "\(inside) inside at \(slug), but there are \(count.inside), \(count.reserved) held"
        case .unlocks(let direction):
            return since.unlocked.contains(direction) ? nil : "the \(direction.rawValue) to unlock, but it stayed shut"
        case .staysShut: return since.unlocked.isEmpty ? nil : "the lane to stay shut, but it unlocked"
        case .alarm(let code):
            let raised = since.alarms.isEmpty ? "none" : since.alarms.sorted().joined(separator: ", ")
            return since.alarms.contains(code) ? nil : "alarm \(code), but there was \(raised)"
        case .behind(let records):
            var waiting = 0
            for gate in board.gates { waiting += await gate.backlog().waiting }
            return waiting == records ? nil : "\(records) records to wait, but there are \(waiting)"
        case .accepted: return answer == .accepted ? nil : "it to be accepted, but \(answer?.words ?? "nothing was answered")"
        case .bookingRefused(let code, let opens): return surprise(refused: code, opens: opens)
        case .booking(let patron, let start, let state): return await surprise(booking: start.map { (day, $0) }, of: patron, state)
        case .violations(let patron, let kinds): return await surprise(violations: kinds, of: patron)
        case .suspended(let patron, let until): return await surprise(suspended: until, patron)
        }
    }

    private func surprise(_ detail: StoryExpectation.Detail, in decision: Decision) -> String? {
        switch detail {
        case .opens(let time):
            let told = decision.opensAt.map { LocalTime($0, at: house.offset).time }
            return told == time ? nil : "opens \(time), but it says \(told.map(String.init(describing:)) ?? "nothing")"
        case .campus(let slug):
            let told = decision.campus.flatMap { house.settings.campus($0) }?.slug
            return told == slug ? nil : "campus \(slug), but it says \(told ?? "nothing")"
        case .lane(let lane):
            return decision.lane?.rawValue == lane ? nil : "lane \(lane), but it says \(decision.lane?.rawValue ?? "nothing")"
        }
    }
}
