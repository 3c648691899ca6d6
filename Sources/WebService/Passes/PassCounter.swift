import GateControl
import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// Issues passes. The phone's coordinates go into the signed pass and nowhere else.
struct PassCounter: Sendable {
    let house: WebHouse

    /// A page renews its pass three times in a lifetime: two lost answers leave it good.
    private static let renewals = 3

    func issue(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let fix = try JSONField.read(try await ask.json()) { body in
            body.object(["location"])?["location"]?.location()
        }
        let clock = house.clock
        let overview = try await house.overview(of: patron, at: clock)
        let booking = try house.own(ask["booking"], in: overview, at: clock.time)
        guard booking.isOpen || booking.mayStillLeave(at: clock.time) else { throw Refused(.bookingEnded) }
        let terms = try await house.termsNow()
        let claims = claims(for: booking, fix, at: clock.time)
        let code = try house.parts.issuer.issue(claims, keyAt: clock.steady)
        let decision = try await house.store.wouldAdmit(
            circumstances(claims, clock, terms), under: terms.policy.admission)
        let text = { (time: WallTime) in terms.text(time, at: booking.campus) }
        return try Reply.json(
            PassAnswer(
                code: code, svg: try PassSymbol.symbol(code).svg(), issuedAt: text(claims.issuedAt),
                expiresAt: text(claims.expiresAt), renewAfter: text(claims.issuedAt + claims.lifetime / Self.renewals),
                now: text(clock.time),
                verdict: VerdictAnswer(decision, at: clock.time, campus: booking.campus, under: terms)),
            .created)
    }

    /// A pass for a lane that is asked on the patron's behalf (R13).
    func code(for booking: Booking, _ fix: LocationFix?, at now: WallTime) throws(PassError) -> String {
        try house.parts.issuer.issue(claims(for: booking, fix, at: now), keyAt: house.clock.steady)
    }

    private func claims(for booking: Booking, _ fix: LocationFix?, at now: WallTime) -> PassClaims {
        // Whole seconds, never of the time to come.
        let second = WallTime(seconds: now.milliseconds / 1000)
        return PassClaims(
            booking: booking.id, campus: booking.campus, start: booking.start, length: booking.end - booking.start,
            issuedAt: second, lifetime: house.parts.passLifetime, fix: fix)
    }

    /// As an entry lane of the booking's campus would see the pass now, if all is well with that lane.
    private func circumstances(_ claims: PassClaims, _ clock: ClockReading, _ terms: HouseTerms) -> Circumstances {
        let lane = house.parts.lanes.first { $0.campus == claims.campus && $0.direction == .entry }
        let campus = terms.campus(claims.campus)
        let slug = terms.slug(claims.campus)
        return Circumstances(
            clock: clock, gate: lane?.gate ?? GateID(rawValue: slug), lane: lane?.lane ?? LaneID(rawValue: slug),
            direction: .entry, campus: claims.campus, opening: campus?.hours.opening(onDayOf: clock.time),
            cap: campus?.cap ?? 0, pass: .verified(VerifiedPass(claims)),
            location: campus.map { assessLocation(claims.fix, against: $0.fence, under: house.parts.location) } ?? .missing)
    }
}

extension Booking {
    /// Whoever went in on it may still be inside, and needs a pass to sign out, late as it is.
    func mayStillLeave(at now: WallTime) -> Bool { checkedInAt != nil && now <= end + .hours(24) }
}
