import GateControl
import LaneControl
import LibraryModel
import LibraryStore

/// What the body of `POST /api/v1/desk/acts` asks for.
struct DeskOrder {
    /// Where its effect lies.
    enum Effect {
        case lane(DeskAct, LanePlace, overCap: Bool)
        case store(DeskTask)
        case print(BookingID)
    }

    let effect: Effect
    let deed: DeskDeed
    let why: String

    /// Nothing of the store may stand before it.
    var goesFirst: Bool {
        if case .lane(let act, _, _) = effect { act.goesFirst } else { false }
    }
}

/// Reads an order strictly: each kind has fields of its own.
struct DeskOrderReader {
    let terms: HouseTerms
    let lanes: [LanePlace]

    private enum Kind: String, CaseIterable {
        case admitOne = "admit_one"
        case letOneOut = "let_one_out"
        case hold
        case freePassage = "free_passage"
        case closeEarly = "close_early"
        case recount
        case signOut = "sign_out"
        case revoke
        case waive
        case waiveOutage = "waive_outage"
        case answerAppeal = "answer_appeal"
        case printPass = "print_pass"
        case acceptClock = "accept_clock"
    }

    private typealias Read = (effect: DeskOrder.Effect, deed: DeskDeed)

    func read(_ body: JSONField) -> DeskOrder? {
        guard case .object(let members) = body.value,
            case .text(let word)? = members.first(where: { $0.name == "kind" })?.value, let kind = Kind(rawValue: word)
        else { return body.wrong("must be an object whose `kind` is one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))") }
        let (fields, optional) = Self.fields(kind)
        let object = body.object(["kind", "why"] + fields, optional: optional)
        let why = object?["why"]?.why()
        guard let object, let read = read(kind, object), let why else { return nil }
        return DeskOrder(effect: read.effect, deed: read.deed, why: why)
    }

    private static func fields(_ kind: Kind) -> (required: [String], optional: [String]) {
        switch kind {
        case .admitOne: (["lane"], ["overCap"])
        case .letOneOut: (["lane"], [])
        case .hold, .freePassage: (["lane", "on"], [])
        case .closeEarly: (["campus"], [])
        case .recount: (["campus", "inside"], [])
        case .signOut: (["visit"], [])
        case .revoke, .waive, .printPass: (["booking"], [])
        case .waiveOutage: (["campus", "from", "until"], [])
        case .answerAppeal: (["booking", "granted", "words"], [])
        case .acceptClock: ([], [])
        }
    }

    private func read(_ kind: Kind, _ object: JSONObject) -> Read? {
        switch kind {
        case .admitOne, .letOneOut, .hold, .freePassage: lane(kind, object)
        case .closeEarly: campus(object).map { (.store(.closeEarly($0)), .closeEarly) }
        case .recount: recount(object)
        case .signOut: object["visit"]?.recordID().map { (.store(.signOut(visit: $0)), .signOut) }
        case .revoke: object["booking"]?.booking().map { (.store(.revoke($0)), .revoke) }
        case .waive: object["booking"]?.booking().map { (.store(.waive($0)), .waive) }
        case .printPass: object["booking"]?.booking().map { (.print($0), .printPass) }
        case .waiveOutage: outage(object)
        case .answerAppeal: answer(object)
        case .acceptClock: (.store(.acceptClock), .acceptClock)
        }
    }

    private func lane(_ kind: Kind, _ object: JSONObject) -> Read? {
        let place = place(object)
        let on = object["on"]?.flag()
        let isOver = object["overCap"].map { $0.flag() } ?? false
        guard let place else { return nil }
        switch kind {
        case .admitOne:
            return isOver.map { (.lane(.admitOne, place, overCap: $0), $0 ? .admitOverCap : .admitOne) }
        case .letOneOut: return (.lane(.releaseOne, place, overCap: false), .letOneOut)
        case .hold: return on.map { (.lane(.hold($0), place, overCap: false), $0 ? .holdOn : .holdOff) }
        default: return on.map { (.lane(.open($0), place, overCap: false), $0 ? .freePassageOn : .freePassageOff) }
        }
    }

    private func place(_ object: JSONObject) -> LanePlace? {
        guard let field = object["lane"] else { return nil }
        if case .text(let name) = field.value, let place = lanes.first(where: { $0.lane.rawValue == name }) { return place }
        return field.wrong("must be one of \(lanes.map(\.lane.rawValue).joined(separator: ", "))")
    }

    private func campus(_ object: JSONObject) -> CampusID? {
        guard let field = object["campus"] else { return nil }
        if case .text(let slug) = field.value, let campus = terms.campus(slug: slug) { return campus.id }
        return field.wrong("must be one of \(terms.campuses.map(\.slug).joined(separator: ", "))")
    }

    private func recount(_ object: JSONObject) -> Read? {
        let (campus, inside) = (campus(object), object["inside"]?.count(0...StoreLimits.mostInside))
        guard let campus, let inside else { return nil }
        return (.store(.recount(campus, inside: inside)), .recount)
    }

    /// The longest outage that is declared at once.
    private static let longestOutage = Duration.hours(24 * 31)

    private func outage(_ object: JSONObject) -> Read? {
        let (campus, from, until) = (campus(object), object["from"]?.time(), object["until"]?.time())
        guard let campus, let from, let until else { return nil }
        guard from < until, until - from <= Self.longestOutage else {
            return object["until"]?.wrong("must be after `from`, by at most 31 days")
        }
        return (.store(.waiveOutage(campus, from: from, until: until)), .waiveOutage)
    }

    private func answer(_ object: JSONObject) -> Read? {
        let (booking, granted) = (object["booking"]?.booking(), object["granted"]?.flag())
        let words = object["words"]?.text(1...Appeal.longestWords, lines: true)?.trimming(while: \.isWhitespace)
        guard let booking, let granted, let words else { return nil }
        guard !words.isEmpty else { return object["words"]?.wrong("is blank") }
        return (.store(.answerAppeal(booking, isGranted: granted, words: words)), .answerAppeal)
    }
}
