import Accounts
import HTTPTypes
import Hummingbird
import LibraryStore

/// Who may come in, and to whom it leads: the way to every operation.
struct Desks: Sendable {
    private let status: StatusDesk
    private let events: EventDesk?
    private let pages: PageShelf
    /// Nil at a gate without secret keys.
    private let inside: Inside?
    /// Requests that are being answered.
    private let room: Room<Caller>

    /// The desks behind which patrons' records are.
    private struct Inside: Sendable {
        let house: WebHouse
        let guardian: Doorkeeper
        let sessions: SessionDesk
        let university: UniversityDesk
        let campuses: CampusDesk
        let bookings: BookingDesk
        let passes: PassCounter
        let checkIns: CheckInDesk
        let records: RecordDesk
        let imports: ImportDesk
        let kiosks: KioskDesk
        /// Nil where no staff sign in.
        let staff: StaffDesk?
    }

    init(_ parts: WebParts) {
        room = Room(
            parts.connections, strangers: max(parts.connections - WebLimits.reservedRequests, parts.connections / 2),
            each: WebLimits.requestsEach)
        let counter = parts.patrons.map { RequestCounter($0.rates, now: $0.clock.now) }
        let status = StatusDesk(parts.status, settings: parts.settings, counter: counter)
        self.status = status
        let streams = parts.live.map(StreamDesk.init)
        events = streams.map { EventDesk(streams: $0, door: status.door, sheets: status.sheets) }
        pages = PageShelf(isDemonstration: parts.demonstration != nil)
        inside = parts.patrons.map { patrons in
            let counter = counter ?? RequestCounter(patrons.rates, now: patrons.clock.now)
            let house = WebHouse(parts: patrons, settings: parts.settings, counter: counter)
            let doorkeeper = Doorkeeper(house: house)
            let passes = PassCounter(house: house)
            return Inside(
                house: house, guardian: doorkeeper, sessions: SessionDesk(house: house, doorkeeper: doorkeeper),
                university: UniversityDesk(house: house, doorkeeper: doorkeeper), campuses: CampusDesk(house: house),
                bookings: BookingDesk(house: house), passes: passes, checkIns: CheckInDesk(house: house, passes: passes),
                records: RecordDesk(house: house), imports: ImportDesk(house: house),
                kiosks: KioskDesk(house: house, streams: streams, doorkeeper: doorkeeper),
                staff: parts.desk.map { StaffDesk(house: house, parts: $0, status: parts.status, streams: streams) })
        }
    }

    /// What must run beside the answering; nil where nothing is streamed.
    var hub: EventHub? { events?.hub }

    func answer(_ ask: Ask) async throws -> Response {
        let counted = await counted(ask)
        // Let go of with the answer's head: streams have places of their own.
        let seat = ask.caller.isThisMachine ? nil : room.enter(counted.stranger)
        if seat == nil, !ask.caller.isThisMachine { throw Refused(.tooManyRequests, after: .seconds(1)) }
        defer { withExtendedLifetime(seat) {} }
        return try await answer(ask, counted)
    }

    /// For whom it counts.
    private func counted(_ ask: Ask) async -> Counted {
        guard let inside else { return .address(ask.caller) }
        if ask.operation.isDesk, let id = inside.staff?.session(ask) { return .session(id) }
        if let id = inside.guardian.sessionID(ask) { return .session(id) }
        if let secret = ask.bearer.flatMap(TokenSecret.init), let token = await inside.house.counter.token(secret.hash) {
            return token
        }
        return .address(ask.caller)
    }

    private func answer(_ ask: Ask, _ counted: Counted) async throws -> Response {
        switch ask.operation {
        case .health: return try status.health()
        case .readiness: return try await status.readiness()
        case .status: return try await status.status(ask)
        case .now: return try await status.now(ask)
        case .nowBadge: return try await status.badge(ask)
        case .nowPage: return try status.page(pages.answer(ask))
        case .metrics: return try await status.metrics(ask, watchers: events?.hub.watchers ?? 0)
        case .events:
            guard let events else { throw Refused(.notSetUp) }
            return try await events.events(ask)
        case .patronPage, .kioskPage, .asset, .serviceWorker, .manifest, .icon, .deskPage: return try pages.answer(ask)
        default:
            guard let inside else { throw Refused(.notSetUp) }
            try await inside.house.counter.request(counted)
            if !ask.operation.readsQuery { try Query(ask, []).check() }
            if ask.operation.isDesk {
                guard let staff = inside.staff else { throw Refused(.notSetUp) }
                return try await staff.answer(ask)
            }
            return try await answer(ask, inside)
        }
    }

    private func answer(_ ask: Ask, _ inside: Inside) async throws -> Response {
        switch ask.operation {
        case .importPatrons, .importBookings, .kioskCode, .kioskScreen, .kioskView: return try await answerToken(ask, inside)
        case .signInWays: return try inside.sessions.ways()
        case .universitySignIn: return try inside.university.begin()
        case .universityReturn: return try await inside.university.end(ask)
        case .campuses: return try await inside.campuses.list()
        case .availability: return try await inside.campuses.availability(ask)
        case .signIn:
            try SameSite.check(ask)
            return try await inside.sessions.signIn(ask)
        case .signOut:
            try SameSite.check(ask)
            return try await inside.sessions.signOut(ask)
        default:
            let patron = try await inside.guardian.patron(ask)
            return try await answer(ask, patron, inside)
        }
    }

    private func answerToken(_ ask: Ask, _ inside: Inside) async throws -> Response {
        let isImport = [.importPatrons, .importBookings].contains(ask.operation)
        try await inside.guardian.token(ask, scope: isImport ? .import : .kiosk)
        switch ask.operation {
        case .importPatrons: return try await inside.imports.patrons(ask)
        case .importBookings: return try await inside.imports.bookings(ask)
        case .kioskScreen: return try inside.kiosks.screen(ask)
        case .kioskView: return try inside.kiosks.view(ask)
        default: return try inside.kiosks.code(ask)
        }
    }

    private func answer(_ ask: Ask, _ patron: SignedIn, _ inside: Inside) async throws -> Response {
        switch ask.operation {
        case .session: return try await inside.sessions.show(patron)
        case .changePassword: return try await inside.sessions.changePassword(ask, patron)
        default: break
        }
        if patron.mustChangePassword { throw Refused(.changePassword) }
        switch ask.operation {
        case .choices: return try await inside.campuses.choices(ask, patron)
        case .bookings: return try await inside.bookings.list(patron)
        case .book: return try await inside.bookings.book(ask, patron)
        case .booking: return try await inside.bookings.show(ask, patron)
        case .cancel: return try await inside.bookings.cancel(ask, patron)
        case .issuePass: return try await inside.passes.issue(ask, patron)
        case .checkIn: return try await inside.checkIns.checkIn(ask, patron)
        case .visits: return try await inside.records.visits(patron)
        case .violations: return try await inside.records.violations(patron)
        case .appeal: return try await inside.records.appeal(ask, patron)
        default: throw Refused(.notFound)
        }
    }
}
