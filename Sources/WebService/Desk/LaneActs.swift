import GateControl
import HTTPTypes
import Hummingbird
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

/// What staff do at a lane: acknowledged as recorded when its record is written. What lets somebody out or
/// shuts the entry is done before the store is asked for anything.
struct LaneActs: Sendable {
    let desk: DeskHouse
    private let register = OnceRegister()

    private var house: WebHouse { desk.house }

    init(desk: DeskHouse) { self.desk = desk }

    /// What is to be done where.
    struct Order: Sendable {
        let act: DeskAct
        let lane: LaneID
        /// The same for the same submission.
        let words: String
        /// Where somebody is to be let in: the campus and whether over its cap.
        var entry: (campus: CampusID, overCap: Bool)?
        /// The act that this one takes back, and whether it can be.
        var undoing: (act: RecordID, isPossible: Bool)?
    }

    /// What came of it: an act now, or that of an earlier submission of the store.
    private enum Outcome {
        case now(StaffActResult)
        case earlier(ActRecord)
    }

    func carryOut(_ order: Order, _ slip: ActSlip) async throws -> Response {
        switch register.begin(slip, order.words) {
        case .keyTaken: throw Refused(.keyTaken)
        case .underWay: throw Refused(.actUnderWay)
        case .done(let result): return try await answer(result, slip, order, repeated: true)
        case .new: break
        }
        let outcome: Outcome
        do { outcome = try await attempt(order, slip) } catch {
            register.end(slip, nil)
            throw error
        }
        switch outcome {
        case .earlier(let act):
            register.end(slip, nil)
            return try Reply.json(ActAnswer(act, under: house.terms), .ok)
        case .now(let result):
            register.end(slip, result)
            return try await answer(result, slip, order, repeated: false)
        }
    }

    private func attempt(_ order: Order, _ slip: ActSlip) async throws -> Outcome {
        let isPossible = order.undoing?.isPossible ?? true
        // Whoever wants out waits for no store, and no entry stands open for it. What cannot be undone may be the same
        // submission after a restart.
        let asksFirst = !order.act.goesFirst || !isPossible
        if asksFirst, let earlier = try await claim(order.words, slip) { return .earlier(earlier) }
        do {
            guard isPossible else { throw Refused(.cannotBeUndone) }
            let needed = try await isNeeded(order)
            let action = order.entry?.overCap == true ? DeskDeed.admitOverCap.rawValue : nil
            let reason = StaffReason(
                who: slip.who.rawValue, why: slip.why, role: slip.role, act: slip.id, isNeeded: needed, action: action,
                undoes: order.undoing?.act)
            guard let result = try await desk.parts.act(order.act, order.lane, reason) else { throw Refused(.noSuchLane) }
            return .now(result)
        } catch {
            // Nothing was done, so the key is worth another try.
            if asksFirst { try await desk.store.release(slip) }
            throw error
        }
    }

    /// The earlier act of a submission that comes again.
    private func claim(_ words: String, _ slip: ActSlip) async throws -> ActRecord? {
        switch try await desk.store.claim(words, by: slip) {
        case .new: return nil
        case .repeated(let act?):
            // A lane that could not do it says so before the reason.
            guard act.why == slip.why else { throw Refused(.notServed) }
            return act
        case .repeated(nil): throw Refused(.actUnknown)
        case .keyTaken: throw Refused(.keyTaken)
        }
    }

    /// Whether the cap makes it necessary; nil where the lane knows best.
    private func isNeeded(_ order: Order) async throws -> Bool? {
        guard let (campus, overCap) = order.entry, let campus = house.terms.campus(campus) else { return nil }
        let isFull = try await house.store.occupancy(of: campus.id, cap: campus.cap).isFull
        switch StaffAdmission(isFull: isFull, overCap: overCap) {
        case .full: throw Refused(.campusFull)
        case .withinCap: return nil
        case .overCap(let isNeeded): return isNeeded
        }
    }

    /// 201 or 200 when the record is written; 202 when the lane has done it and the record waits.
    private func answer(_ result: StaffActResult, _ slip: ActSlip, _ order: Order, repeated: Bool) async throws -> Response {
        guard result.isServed else { throw Refused(.notServed) }
        var answer = ActAnswer(ActRecord(result.record), under: house.terms)
        switch await end(of: result.fate) {
        case .written:
            // Kept for who asks again after a restart: it is done again, and recorded again, but the answer is what
            // became of the first.
            if order.act.goesFirst, case .repeated(let earlier?) = try? await desk.store.claim(order.words, by: slip),
                earlier.why == slip.why {
                return try Reply.json(ActAnswer(earlier, under: house.terms), .ok)
            }
            return try Reply.json(answer, repeated ? .ok : .created)
        case let other:
            answer.record = other == nil ? .waits : .givenUp
            return try Reply.json(answer, .accepted)
        }
    }

    /// Nil when the record still waits after ``WebLimits/recordPatience``.
    private func end(of fate: RecordFate) async -> RecordFate.End? {
        if let end = fate.end { return end }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fate.wait() }
            group.addTask { [wait = desk.parts.wait] in try? await wait(WebLimits.recordPatience) }
            await group.next()
            group.cancelAll()
        }
        return fate.end
    }
}

extension DeskAct {
    /// It lets people out, or shuts an entry that stands open: nothing stands before it. The end of a hold is none: exits are
    /// open during a hold, and what it opens again is the entry.
    var goesFirst: Bool {
        switch self {
        case .releaseOne, .open, .hold(true): true
        case .admitOne, .hold(false): false
        }
    }
}
