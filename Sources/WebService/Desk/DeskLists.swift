import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore

/// What the desk reads: presentations, who is inside, the log of acts, violations and appeals.
struct DeskLists: Sendable {
    let desk: DeskHouse

    private var house: WebHouse { desk.house }

    /// What is asked about a presentation's end.
    private enum Result: String, CaseIterable { case admit, refuse }

    func presentations(_ ask: Ask) async throws -> Response {
        let query = Query(ask, ["campus", "lane", "result", "code", "before", "limit"])
        var wanted = PresentationQuery(now: house.clock.time, limit: query.limit)
        wanted.campus = desk.campus(query)
        wanted.lane = query["lane"].flatMap { name in
            let lane = house.parts.lanes.first { $0.lane.rawValue == name }?.lane
            if lane == nil { query.wrong("lane", "is no lane of these gates") }
            return lane
        }
        wanted.admits = query.word("result", Result.self).map { $0 == .admit }
        wanted.code = query.word("code", DecisionCode.self)
        wanted.before = query.recordID("before")
        try query.check()
        let terms = house.terms
        let found = try await desk.store.presentations(wanted)
        return try Reply.json(["presentations": found.map { found in
            PresentationAnswer(
                found.decision, id: found.record.id, at: found.record.at, gate: found.record.gate, lane: found.record.lane,
                campus: found.record.campus, direction: found.record.direction, patron: found.patron,
                booking: found.record.booking, under: terms)
        }])
    }

    func inside(_ ask: Ask) async throws -> Response {
        let query = Query(ask, ["campus"])
        let campus = desk.campus(query)
        try query.check()
        let terms = house.terms
        return try Reply.json(InsideAnswer(
            now: terms.text(house.clock.time),
            inside: try await desk.store.inside(at: campus).map { InsideAnswer.Person($0, under: terms) }))
    }

    /// As CSV too: the log of overrides.
    func acts(_ ask: Ask) async throws -> Response {
        let (terms, query) = (house.terms, Query(ask, ["from", "until", "before", "limit"]))
        let wanted = ActQuery(
            from: query.instant("from", at: terms.offset()), until: query.instant("until", at: terms.offset(), isEnd: true),
            before: query.recordID("before"), limit: query.limit)
        try query.check()
        let acts = try await desk.store.acts(wanted).map { ActAnswer($0, under: terms) }
        return ask.wantsCSV ? Reply.csv(acts.csv, named: "acts.csv") : try Reply.json(["acts": acts])
    }

    func violations(_ ask: Ask) async throws -> Response {
        let (terms, query) = (house.terms, Query(ask, ["from", "until", "campus", "counts"]))
        var filter = ViolationFilter(
            campus: desk.campus(query), from: query.instant("from", at: terms.offset()),
            until: query.instant("until", at: terms.offset(), isEnd: true))
        filter.counts = query.word("counts", Flag.self).map { $0 == .true }
        try query.check()
        let clock = house.clock
        let found = try await house.store.violations(filter, at: clock, under: terms)
        let appeals = Dictionary(
            try await desk.store.appeals().map { ($0.booking, $0) }, uniquingKeysWith: { first, _ in first })
        return try Reply.json(DeskViolationsAnswer(
            now: terms.text(clock.time),
            violations: found.map { DeskViolationsAnswer.Row($0, appeals[$0.booking], under: terms) }))
    }

    /// Those without an answer first, oldest first; then the newest of the others.
    func appeals() async throws -> Response {
        let terms = house.terms
        let all = try await desk.store.appeals()
        let open = all.filter { $0.answer == nil }.reversed()
        return try Reply.json([
            "appeals": (open + all.filter { $0.answer != nil }).map { DeskAppeal($0, under: terms) }
        ])
    }

    private enum Flag: String, CaseIterable { case `true`, `false` }
}

extension Ask {
    /// Asks for a table rather than for JSON.
    var wantsCSV: Bool { header(.accept)?.lowercased().contains("text/csv") ?? false }
}
