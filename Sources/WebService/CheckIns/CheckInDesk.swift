import GateControl
import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// 开始使用 at a lane whose changing code the phone has read: a pass goes to the lane as if its camera had read it, so that
/// both ways have one pipeline and one record (R13, R14).
struct CheckInDesk: Sendable {
    let house: WebHouse
    let passes: PassCounter

    private struct Input {
        let kiosk: String
        let booking: String?
        let fix: LocationFix?
    }

    func checkIn(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let input = try JSONField.read(try await ask.json(), Self.input)
        let clock = house.clock
        guard case .valid(let id) = KioskCode(key: house.parts.kioskKey).check(input.kiosk, at: clock.time),
            let lane = house.parts.lanes.first(where: { $0.lane == id })
        else { throw Refused(.kioskCodeExpired) }
        let overview = try await house.overview(of: patron, at: clock)
        let terms = try await house.termsNow()
        let booking = try booking(input, overview, lane, clock.time, terms)
        try await house.counter.checkIn(of: patron.id)
        let code = try passes.code(for: booking, input.fix, at: clock.time)
        guard let decision = await house.parts.present(Array(code.utf8), lane.lane) else { throw Refused(.noSuchLane) }
        let now = house.clock.time
        return try Reply.json(CheckInAnswer(
            lane: lane.lane.rawValue, direction: lane.direction.rawValue, now: terms.text(now, at: lane.campus),
            verdict: VerdictAnswer(decision, at: now, campus: lane.campus, under: terms)))
    }

    private static func input(_ body: JSONField) -> Input? {
        let object = body.object(["kiosk", "location"], optional: ["booking"])
        let kiosk = object?["kiosk"]?.text(1...KioskCode.longest)
        let booking = object?["booking"]?.text(16...16)
        let fix = object?["location"]?.location()
        guard let kiosk, let fix else { return nil }
        return Input(kiosk: kiosk, booking: booking, fix: fix)
    }

    private func booking(
        _ input: Input, _ overview: PatronOverview, _ lane: LanePlace, _ now: WallTime, _ terms: HouseTerms
    ) throws(Refused) -> Booking {
        if let id = input.booking { return try house.own(id, in: overview, at: now) }
        let choice = BookingAtLane(lane: lane, now: now, policy: terms.policy.admission)
        guard let booking = choice.best(of: overview.bookings) else { throw Refused(.noBookingHere) }
        return booking
    }
}
