import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// 我的记录: visits, violations and appeals.
struct RecordDesk: Sendable {
    let house: WebHouse

    func visits(_ patron: SignedIn) async throws -> Response {
        let terms = house.terms
        let overview = try await house.overview(of: patron, at: house.clock)
        return try Reply.json(VisitsAnswer(visits: overview.visits.map { visit in
            VisitsAnswer.Visit(
                campus: terms.slug(visit.campus), booking: "\(visit.booking)",
                enteredAt: terms.text(visit.enteredAt, at: visit.campus),
                leftAt: visit.leftAt.map { terms.text($0, at: visit.campus) }, closedAtEnd: visit.isClosedAtEnd)
        }))
    }

    func violations(_ patron: SignedIn) async throws -> Response {
        let (terms, clock) = (house.terms, house.clock)
        let overview = try await house.overview(of: patron, at: clock)
        return try Reply.json(ViolationsAnswer(
            now: terms.text(clock.time), suspension: overview.suspension.map { SuspensionAnswer($0, under: terms) },
            violations: overview.violations.map { answer($0, overview, terms) }))
    }

    /// A second appeal against the same violation changes nothing; the first stands and is answered.
    func appeal(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let words = try JSONField.read(try await ask.json()) { body -> String? in
            let field = body.object(["words"])?["words"]
            let words = field?.text(1...Appeal.longestWords, lines: true)?.trimming(while: \.isWhitespace)
            return words?.isEmpty == true ? field?.wrong("is blank") : words
        }
        let (terms, clock) = (house.terms, house.clock)
        guard let booking = BookingID(ask["booking"]) else { throw Refused(.noSuchViolation) }
        let outcome = try await house.store.appeal(
            Appeal(booking: booking, patron: patron.id, at: clock.time, words: words))
        let overview = try await house.overview(of: patron, at: clock)
        guard outcome != .noSuchViolation, let violation = overview.violations.first(where: { $0.booking == booking }) else {
            throw Refused(.noSuchViolation)
        }
        return try Reply.json(answer(violation, overview, terms), outcome == .taken ? .created : .ok)
    }

    private func answer(_ violation: Violation, _ overview: PatronOverview, _ terms: HouseTerms) -> ViolationAnswer {
        ViolationAnswer(violation, overview.appeals.first { $0.booking == violation.booking }, under: terms)
    }
}
