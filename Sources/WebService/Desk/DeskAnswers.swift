import LibraryModel
import LibraryRules
import LibraryStore

/// One presentation as the desk sees it.
struct PresentationAnswer: Encodable {
    /// Nil where its record is not written yet.
    let id: String?
    let at: String
    let gate: String
    let lane: String
    let campus: String?
    let direction: String?
    let code: String
    let admits: Bool
    let message: BilingualText
    let next: BilingualText
    /// Masked.
    let patron: String?
    let booking: String?

    init(
        _ decision: Decision, id: RecordID?, at: WallTime, gate: GateID, lane: LaneID, campus: CampusID? = nil,
        direction: Direction? = nil, patron: PatronID?, booking: BookingID?, under terms: HouseTerms
    ) {
        let prompt = wording(for: decision, at: at, offset: terms.offset(campus), campusName: terms.name)
        (self.id, self.at) = (id.map(\.description), terms.text(at, at: campus))
        (self.gate, self.lane, self.campus) = (gate.rawValue, lane.rawValue, campus.map(terms.slug))
        (self.direction, code, admits) = (direction?.rawValue, decision.code.rawValue, decision.admits)
        (message, next) = (prompt.title, prompt.next)
        (self.patron, self.booking) = (patron?.masked, booking.map(\.description))
    }
}

/// One line of the log of acts.
struct ActAnswer: Encodable {
    let act: String
    let at: String
    let who: String
    let role: String?
    let kind: String
    /// Of a hold and a free passage.
    let on: Bool?
    /// Of somebody let in.
    let overCap: Bool?
    let lane: String?
    let campus: String?
    /// A visit or a booking; the number of a patron is masked.
    let subject: String?
    let why: String
    let needed: Bool
    /// What a recount added, or how many violations an outage made void.
    let difference: Int?
    let undoable: Bool
    let undoneBy: String?
    let undoes: String?
    /// Of a pass for paper.
    var code: String?
    var svg: String?
    var expiresAt: String?
    /// Where the record of an act that the lane has done is not written.
    var record: Unwritten?

    /// Why it is not.
    enum Unwritten: String, Encodable {
        /// The store does not take it now; it is tried again.
        case waits
        /// The store never took it.
        case givenUp = "given_up"
    }

    init(_ act: ActRecord, under terms: HouseTerms) {
        self.act = "\(act.id)"
        (at, role) = (terms.text(act.at, at: act.campus), act.role?.rawValue)
        who = act.who.hasPrefix("desk:") ? String(act.who.dropFirst("desk:".count)) : act.who
        (kind, on, overCap) = Self.kind(of: act)
        (lane, campus) = (act.lane?.rawValue, act.campus.map(terms.slug))
        subject = act.deed == .lookUp ? act.subject.flatMap(PatronID.init)?.masked : act.subject
        (why, needed, difference) = (act.why, act.needed, act.difference)
        undoable = act.canBeUndone
        (undoneBy, undoes) = (act.undoneBy.map(\.description), act.undoes.map(\.description))
    }

    /// The word with which it was asked for.
    private static func kind(of act: ActRecord) -> (String, on: Bool?, overCap: Bool?) {
        switch act.deed {
        case .admitOne: ("admit_one", nil, false)
        case .admitOverCap: ("admit_one", nil, true)
        case .holdOn: ("hold", true, nil)
        case .holdOff: ("hold", false, nil)
        case .freePassageOn: ("free_passage", true, nil)
        case .freePassageOff: ("free_passage", false, nil)
        case let deed?: (deed.rawValue, nil, nil)
        case nil: (act.action, nil, nil)
        }
    }
}
