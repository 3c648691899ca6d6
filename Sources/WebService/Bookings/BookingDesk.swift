import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore

/// A patron's bookings: seen, made and cancelled.
struct BookingDesk: Sendable {
    let house: WebHouse

    func list(_ patron: SignedIn) async throws -> Response {
        let (terms, clock) = (try await house.termsNow(), house.clock)
        let overview = try await house.overview(of: patron, at: clock)
        return try Reply.json(BookingsAnswer(
            now: terms.text(clock.time), suspension: overview.suspension.map { SuspensionAnswer($0, under: terms) },
            bookings: overview.bookings.map { BookingAnswer($0, among: overview.bookings, at: clock, under: terms) }))
    }

    func show(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let (terms, clock) = (try await house.termsNow(), house.clock)
        let overview = try await house.overview(of: patron, at: clock)
        let booking = try house.own(ask["booking"], in: overview, at: clock.time)
        return try Reply.json(BookingAnswer(booking, among: overview.bookings, at: clock, under: terms))
    }

    /// A repeat with the same key makes nothing new and is answered 200.
    func book(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let terms = house.terms
        let once = try onceKey(ask)
        let requests = try JSONField.read(try await ask.json()) { $0.bookings(terms) }
        let clock = house.clock
        let outcome = try await house.store.book(
            requests, for: patron.id, ids: requests.map { _ in house.newBookingID(at: clock.time) }, once: once, at: clock,
            under: terms)
        switch outcome {
        case .keyTaken: throw Refused(.keyTaken)
        case .refused(let refusal, let request):
            let campus = requests.indices.contains(request) ? requests[request].campus : nil
            throw Refused(
                refusal.code.status, terms.answer(refusal, at: clock.time, campus: campus), at: "/bookings/\(request)")
        case .booked(let bookings, let isRepeated):
            let terms = try await house.termsNow()
            return try Reply.json(
                BookedAnswer(bookings: bookings.map { BookingAnswer($0, among: bookings, at: clock, under: terms) }),
                isRepeated ? .ok : .created)
        }
    }

    func cancel(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let clock = house.clock
        guard let id = BookingID(ask["booking"]) else { throw house.noSuchBooking(at: clock.time) }
        switch try await house.store.cancel(id, by: patron.id, at: clock, under: house.terms) {
        case .cancelled(let booking):
            let terms = try await house.termsNow()
            return try Reply.json(BookingAnswer(booking, among: [], at: clock, under: terms))
        case .refused(let refusal):
            throw Refused(refusal.code.status, house.terms.answer(refusal, at: clock.time))
        }
    }

    private func onceKey(_ ask: Ask) throws(Refused) -> OnceKey {
        let name = "Idempotency-Key"
        let detail = "must be there, with 1 to \(OnceKey.longest) visible characters that are new for each submission"
        guard let word = HTTPField.Name(name).flatMap(ask.header), let key = OnceKey(word) else {
            throw Refused(fields: [FieldFault(header: name, detail: detail)])
        }
        return key
    }
}

extension JSONField {
    /// `{bookings: [{campus, start, end}]}`.
    fileprivate func bookings(_ terms: HouseTerms) -> [BookingRequest]? {
        let items = object(["bookings"])?["bookings"]?.list(1...BookingPolicy.mostAtOnce)
        let requests = items?.map { $0.booking(terms) }
        return requests.flatMap { requests in requests.contains(nil) ? nil : requests.compactMap { $0 } }
    }

    private func booking(_ terms: HouseTerms) -> BookingRequest? {
        let object = object(["campus", "start", "end"])
        let campus = object?["campus"]?.campus(terms)
        let (start, end) = (object?["start"]?.time(), object?["end"]?.time())
        guard let campus, let start, let end else { return nil }
        guard start < end else { return object?["end"]?.wrong("is not after the start") }
        return BookingRequest(campus: campus, start: start, end: end)
    }

    private func campus(_ terms: HouseTerms) -> CampusID? {
        let slugs = terms.campuses.map(\.slug)
        guard case .text(let text) = value, let campus = terms.campus(slug: text) else {
            return wrong("must be one of \(slugs.joined(separator: ", "))")
        }
        return campus.id
    }
}
