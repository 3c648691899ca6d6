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

    func code(_ ask: Ask) throws -> Response {
        let now = house.clock.time
        let terms = house.terms
        guard let lane = house.parts.lanes.first(where: { $0.lane.rawValue == ask["lane"] }),
            let code = KioskCode(key: house.parts.kioskKey).make(lane.lane, at: now)
        else { throw Refused(.noSuchLane) }
        let url = "\(house.settings.publicURL?.origin ?? "http://\(ask.host)")/#k=\(code)"
        let text = { (time: WallTime) in terms.text(time, at: lane.campus) }
        return try Reply.json(KioskCodeAnswer(
            lane: lane.lane.rawValue, direction: lane.direction.rawValue, campus: terms.slug(lane.campus), now: text(now),
            code: code, url: url, svg: try PassSymbol.symbol(url).svg(), expiresAt: text(KioskCode.end(ofCodeAt: now)),
            renewAfter: text(KioskCode.change(after: now))))
    }
}
