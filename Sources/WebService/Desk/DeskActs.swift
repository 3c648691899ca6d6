import GateControl
import HTTPTypes
import Hummingbird
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// What staff do: each act by a right, with a reason, once, and written down.
struct DeskActs: Sendable {
    let desk: DeskHouse
    let events: DeskEvents
    let lanes: LaneActs

    private var house: WebHouse { desk.house }

    /// `known` may be so by memory alone, which is enough for what lets somebody out or shuts the entry.
    func act(_ ask: Ask, _ known: StaffMember) async throws -> Response {
        let once = try key(ask)
        let reader = DeskOrderReader(terms: house.terms, lanes: house.parts.lanes)
        let order = try JSONField.read(try await ask.json(), reader.read)
        let member = order.goesFirst ? known : try await desk.recheck(ask)
        try member.check(order.deed.power)
        try await house.counter.act(of: member.id)
        let slip = slip(member, order.why, once)
        switch order.effect {
        case .lane(let act, let place, let overCap):
            let entry = act == .admitOne ? (place.campus, overCap) : nil
            return try await lanes.carryOut(
                LaneActs.Order(act: act, lane: place.lane, words: "\(order.deed.rawValue) \(place.lane)", entry: entry), slip)
        case .store(let task): return try await perform(task, slip)
        case .print(let booking): return try await print(booking, slip)
        }
    }

    func undo(_ ask: Ask, _ member: StaffMember) async throws -> Response {
        let once = try ask.header(Self.keyField ?? .ifMatch) == nil ? nil : key(ask)
        let why = try JSONField.read(try await ask.json()) { $0.object(["why"])?["why"]?.why() }
        guard let id = RecordID(ask["act"]), let act = try await desk.store.act(id) else { throw Refused(.nothingThere) }
        guard let deed = act.deed, deed.isUndoable else { throw Refused(.cannotBeUndone) }
        try member.check(deed.power)
        try await house.counter.act(of: member.id)
        let slip = slip(member, why, once)
        let opposite: DeskAct? =
            switch deed {
            case .holdOn: .hold(false)
            case .freePassageOn: .open(false)
            default: nil
            }
        guard let opposite, let lane = act.lane else { return try await perform(.undo(id), slip) }
        return try await lanes.carryOut(
            LaneActs.Order(act: opposite, lane: lane, words: "undo \(id)", undoing: (id, act.canBeUndone)), slip)
    }

    // MARK: In the store

    private func perform(_ task: DeskTask, _ slip: ActSlip) async throws -> Response {
        let (act, isRepeated) = try await done(task, slip)
        if !isRepeated { events.tell(act) }
        return try answer(act, repeated: isRepeated)
    }

    private func done(_ task: DeskTask, _ slip: ActSlip) async throws -> (ActRecord, repeated: Bool) {
        switch try await desk.store.perform(
            task, by: slip, at: ClockReading(time: slip.at, trust: house.clock.trust), under: house.terms) {
        case .done(let act, let isRepeated): return (act, isRepeated)
        case .keyTaken: throw Refused(.keyTaken)
        case .refused(let reason): throw refusal(reason)
        }
    }

    private func refusal(_ reason: ActRefusal) -> Refused {
        switch reason {
        case .nothingThere: Refused(.nothingThere)
        case .alreadySo: Refused(.alreadySo)
        case .cannotBeUndone: Refused(.cannotBeUndone)
        case .clockUntrusted:
            Refused(.serviceUnavailable, house.terms.answer(BookingRefusal(.clockUntrusted), at: house.clock.time))
        }
    }

    // MARK: What both have

    private func slip(_ member: StaffMember, _ why: String, _ once: OnceKey?) -> ActSlip {
        let now = house.clock.time
        return ActSlip(
            id: house.newRecordID(at: now), at: now, who: member.id, role: member.role, why: why, once: once)
    }

    private func answer(_ act: ActRecord, repeated: Bool) throws -> Response {
        try Reply.json(ActAnswer(act, under: house.terms), repeated ? .ok : .created)
    }

    private static let keyField = HTTPField.Name("Idempotency-Key")

    private func key(_ ask: Ask) throws(Refused) -> OnceKey {
        guard let word = Self.keyField.flatMap(ask.header), let key = OnceKey(word) else {
            let detail = "must be there, with 1 to \(OnceKey.longest) visible characters that are new for each submission"
            throw Refused(fields: [FieldFault(header: "Idempotency-Key", detail: detail)])
        }
        return key
    }
}

// MARK: Passes for paper

extension DeskActs {
    /// A pass that lives to the end of its booking, for a patron without a phone (R23).
    private func print(_ id: BookingID, _ slip: ActSlip) async throws -> Response {
        let terms = house.terms
        guard let booking = try await house.store.booking(id) else { throw Refused(.nothingThere) }
        let pass = { (time: WallTime) throws -> (claims: PassClaims, code: String) in
            let claims: PassClaims
            do throws(PrintRefusal) {
                claims = try terms.policy.admission.printedPass(of: booking, at: terms.campus(booking.campus), issuedAt: time)
            } catch { throw Self.refused(error) }
            return (claims, try house.parts.issuer.issue(claims, keyAt: house.clock.steady))
        }
        // What cannot be made is not written down as done.
        var made = try pass(slip.at)
        let (act, isRepeated) = try await done(.printPass(id, issuedAt: made.claims.issuedAt), slip)
        if !isRepeated { events.tell(act) }
        // A repeat draws the same pass: the act says when it was made.
        if isRepeated { made = try pass(act.at) }
        var answer = ActAnswer(act, under: terms)
        (answer.code, answer.svg) = (made.code, try PassSymbol.symbol(made.code).svg())
        answer.expiresAt = terms.text(made.claims.expiresAt, at: booking.campus)
        return try Reply.json(answer, isRepeated ? .ok : .created)
    }

    private static func refused(_ why: PrintRefusal) -> Refused {
        switch why {
        case .off: Refused(.printingOff)
        case .ended: Refused(.bookingEnded)
        case .tooEarly: Refused(.printingTooEarly)
        }
    }
}
