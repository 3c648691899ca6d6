import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// One complete state of a screen: `GET /api/v1/kiosks/{lane}/screen`.
struct ScreenAnswer: Encodable, Equatable {
    /// How full the campus is.
    struct Count: Encodable, Equatable {
        /// Nil while nobody knows.
        let inside: Int?
        let cap: Int
        let quality: CountQuality
    }

    let lane: String
    let direction: String
    let campus: String
    var now: String
    let serial: UInt64
    let state: String
    let code: String?
    let message: BilingualText
    let next: BilingualText?
    /// `green`, `red`, `amber` or `off`.
    let lamp: String
    let tone: String?
    /// Milliseconds until it ends by itself.
    var shownFor: Int64?
    let occupancy: Count?
    let opens: String?
    let closes: String?

    init(_ place: LanePlace, _ screen: ScreenState, _ glance: Screens.Glance?, _ terms: HouseTerms, _ clock: WebClock) {
        let text = { (time: WallTime) in terms.text(time, at: place.campus) }
        lane = place.lane.rawValue
        direction = place.direction.rawValue
        campus = terms.slug(place.campus)
        now = text(clock.wall().time)
        serial = screen.serial
        state = screen.kind.rawValue
        code = screen.code?.rawValue
        (message, next) = (screen.title, screen.next)
        lamp = screen.lamp?.rawValue ?? "off"
        tone = screen.tone?.rawValue
        shownFor = screen.until.map { max(0, ($0 - clock.now()).milliseconds) }
        occupancy = glance.flatMap { glance in
            terms.campus(place.campus).map { campus in
                let known = glance.count.quality == .unknown ? nil : glance.count.occupancy
                return Count(inside: known?.taken, cap: campus.cap, quality: glance.count.quality)
            }
        }
        opens = glance?.opens.map(text)
        closes = glance?.closes.map(text)
    }
}
