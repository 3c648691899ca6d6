import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore

/// Who somebody is: shown in full when staff say why, and each such look is written down first.
struct DeskPatrons: Sendable {
    let desk: DeskHouse
    let events: DeskEvents

    /// Bookings of a patron that one answer shows.
    private static let shownBookings = 100

    private var house: WebHouse { desk.house }

    /// `POST /api/v1/desk/looks`.
    private struct LookAnswer: Encodable {
        let act: String
        let patron: String
        let name: String
        let booking: String
    }

    /// `POST /api/v1/desk/patrons`.
    private struct PatronAnswer: Encodable {
        let act: String
        let patron: String
        let name: String
        let standing: String
        let suspension: SuspensionAnswer?
        let bookings: [BookingAnswer]
        let violations: [ViolationAnswer]
        let appeals: [DeskAppeal]
        let now: String
    }

    func look(_ ask: Ask, _ member: StaffMember) async throws -> Response {
        let (task, why) = try JSONField.read(try await ask.json(), Self.look)
        let act = try await record(task, why, member)
        guard let id = act.subject.flatMap({ BookingID($0) }), let booking = try await house.store.booking(id),
            let patron = try await house.store.patron(booking.patron)
        else { throw Refused(.nothingThere) }
        return try Reply.json(LookAnswer(act: "\(act.id)", patron: patron.id.rawValue, name: patron.name, booking: "\(id)"))
    }

    func lookUp(_ ask: Ask, _ member: StaffMember) async throws -> Response {
        let (card, why) = try JSONField.read(try await ask.json()) { body -> (PatronID, String)? in
            let object = body.object(["card", "why"])
            let (card, why) = (object?["card"]?.patron(), object?["why"]?.why())
            return card.flatMap { card in why.map { (card, $0) } }
        }
        let act = try await record(.lookUp(card), why, member)
        let (terms, clock) = (try await house.termsNow(), house.clock)
        guard let overview = try await house.store.overview(of: card, at: clock, under: house.terms) else {
            throw Refused(.nothingThere)
        }
        let appeals = Dictionary(overview.appeals.map { ($0.booking, $0) }, uniquingKeysWith: { first, _ in first })
        return try Reply.json(PatronAnswer(
            act: "\(act.id)", patron: card.rawValue, name: overview.patron.name, standing: overview.patron.standing.rawValue,
            suspension: overview.suspension.map { SuspensionAnswer($0, under: terms) },
            bookings: overview.bookings.prefix(Self.shownBookings).map {
                BookingAnswer($0, among: overview.bookings, at: clock, under: terms)
            },
            violations: overview.violations.map { ViolationAnswer($0, appeals[$0.booking], under: terms) },
            appeals: overview.appeals.map { DeskAppeal($0, under: terms) }, now: terms.text(clock.time)))
    }

    private func record(_ task: DeskTask, _ why: String, _ member: StaffMember) async throws -> ActRecord {
        try member.check(.look)
        try await house.counter.act(of: member.id)
        let clock = house.clock
        let slip = ActSlip(
            id: house.newRecordID(at: clock.time), at: clock.time, who: member.id, role: member.role, why: why, once: nil)
        switch try await desk.store.perform(task, by: slip, at: clock, under: house.terms) {
        case .done(let act, _): return act
        case .refused, .keyTaken: throw Refused(.nothingThere)
        }
    }

    /// Exactly one of visit, presentation and booking.
    private static func look(_ body: JSONField) -> (DeskTask, String)? {
        let object = body.object(["why"], optional: ["visit", "presentation", "booking"])
        let why = object?["why"]?.why()
        let named = ["visit", "presentation", "booking"].filter { object?[$0] != nil }
        guard let object, named.count == 1 else { return body.wrong("must name one of visit, presentation and booking") }
        let task: DeskTask? =
            switch named[0] {
            case "visit": object["visit"]?.recordID().map(DeskTask.lookAtVisit)
            case "presentation": object["presentation"]?.recordID().map(DeskTask.lookAtPresentation)
            default: object["booking"]?.booking().map(DeskTask.lookAtBooking)
            }
        return task.flatMap { task in why.map { (task, $0) } }
    }
}
