import GateControl
import Hummingbird
import LibraryModel
import LibraryStore
import Passes

/// `GET /api/v1/kiosks/{lane}/code`.
struct KioskCodeAnswer: Encodable {
    let lane: String
    let direction: String
    let campus: String
    let now: String
    let code: String
    /// What a phone's camera opens.
    let url: String
    /// The address drawn, black on white.
    let svg: String
    let expiresAt: String
    let renewAfter: String
}

/// Gives a kiosk the changing code of its lane.
struct KioskDesk: Sendable {
    let house: WebHouse
    /// Nil where nothing goes on.
    let streams: StreamDesk?
    let doorkeeper: Doorkeeper

    /// The screen of a lane, state by state.
    func screen(_ ask: Ask) throws -> Response {
        let (place, streams) = (try place(ask), try streams.orRefused())
        guard let screens = streams.parts.screens else { throw Refused(.notSetUp) }
        let events = ScreenEvents(place, screens, terms: house.parts.terms, clock: streams.parts.clock)
        return try streams.events(
            ask, tick: LiveBody.Tick(every: ScreenEvents.look) { events.look() }, welcome: welcome(ask), events)
    }

    /// What the camera of a lane sees, to aim by.
    func view(_ ask: Ask) throws -> Response {
        let (place, streams) = (try place(ask), try streams.orRefused())
        guard let finder = streams.parts.viewfinders[place.lane] else { throw Refused(.noCamera) }
        guard let pictures = finder.watch() else { throw Refused(.tooManyWatchers) }
        return try streams.chunks(
            ask, "multipart/x-mixed-replace; boundary=\(ViewPictures.boundary)", heartbeat: ViewPictures.heartbeat,
            welcome: welcome(ask), pictures.compactMap { try ViewPictures.part($0) })
    }

    private func welcome(_ ask: Ask) -> LiveBody.Welcome { { try await doorkeeper.token(ask, scope: .kiosk) } }

    private func place(_ ask: Ask) throws(Refused) -> LanePlace {
        guard let place = house.parts.lanes.first(where: { $0.lane.rawValue == ask["lane"] }) else { throw Refused(.noSuchLane) }
        return place
    }

    func code(_ ask: Ask) throws -> Response {
        let now = house.clock.time
        let terms = house.terms
        let lane = try place(ask)
        guard let code = KioskCode(key: house.parts.kioskKey).make(lane.lane, at: now) else { throw Refused(.noSuchLane) }
        let url = "\(house.settings.publicURL?.origin ?? "http://\(ask.host)")/#k=\(code)"
        let text = { (time: WallTime) in terms.text(time, at: lane.campus) }
        return try Reply.json(KioskCodeAnswer(
            lane: lane.lane.rawValue, direction: lane.direction.rawValue, campus: terms.slug(lane.campus), now: text(now),
            code: code, url: url, svg: try PassSymbol.symbol(url).svg(), expiresAt: text(KioskCode.end(ofCodeAt: now)),
            renewAfter: text(KioskCode.change(after: now))))
    }
}
