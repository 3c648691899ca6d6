import LibraryModel
import LibraryRules

/// Facts and policies drawn from a seed: each word of the plain scene is left alone half the time or more, so that a
/// good part of them is admitted.
struct RandomFacts {
    var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed: seed) }

    mutating func scene(_ direction: Direction) -> Scene {
        var scene = Scene()
        scene.policy = policy()
        scene.circumstances = circumstances(direction)
        scene.records.booking = seldom() ? nil : booking()
        if seldom() { scene.records.patron = nil }
        if seldom() { scene.records.patron?.standing = .inactive }
        if seldom() { scene.records.patron?.suspendedUntil = instant() }
        if seldom() { scene.visit(pick([.reserved, .inside]), of: pick([Scene.own, Scene.other]), at: campus(), by: lane()) }
        if seldom() { scene.records.visit?.bookingEnd = instant() }
        if seldom() { scene.records.passUse = pick([.opened, .passed]) }
        scene.records.revoked = seldom()
        scene.records.occupancy.inside = seldom() ? .random(in: 298...302, using: &chance) : 10
        scene.records.occupancy.reserved = .random(in: 0...2, using: &chance)
        return scene
    }

    private mutating func policy() -> AdmissionPolicy {
        var policy = AdmissionPolicy()
        policy.windowEnd = pick(AdmissionPolicy.WindowEnd.allCases)
        policy.earlyHouse = pick(AdmissionPolicy.EarlyHouse.allCases)
        policy.location = pick(AdmissionPolicy.LocationNeed.allCases)
        policy.unknownBooking = pick(AdmissionPolicy.UnknownBooking.allCases)
        policy.capAtGate = !seldom()
        policy.suspensionBarsEntry = seldom()
        policy.printedPasses = seldom()
        return policy
    }

    private mutating func circumstances(_ direction: Direction) -> Circumstances {
        let now = instant()
        let issued = now - .seconds(.random(in: -10...70, using: &chance))
        let life: Duration = seldom() ? .hours(3) : .seconds(60)
        let rejected = PassEvidence.rejected(pick(PassRejection.allCases))
        let opening = Opening(opens: seldom() ? instant() : time("08:00"), closes: time("22:00"))
        return Circumstances(
            clock: ClockReading(time: now, trust: seldom() ? .untrusted(lastKnown: seldom() ? nil : instant()) : .trusted),
            gate: GateID(rawValue: "east-main"), lane: lane(), direction: direction, campus: campus(),
            opening: seldom() ? nil : opening, cap: Scene.cap, mode: seldom() ? pick(HouseMode.allCases) : .normal,
            laneFit: !seldom(), pass: seldom() ? rejected : .verified(Scene.pass(issuedAt: issued, life: life)),
            location: seldom()
                ? pick([.near(distance: .upTo50m), .outside(distance: .farther), .missing, .inaccurate, .stale])
                : .inside(distance: .within),
            recentBadCodes: .random(in: 0...8, using: &chance))
    }

    private mutating func booking() -> Booking {
        var booking = Scene.booking(seldom() ? pick(Booking.State.allCases) : pick([.booked, .checkedIn]), at: campus())
        if seldom() { booking.checkedInAt = instant() }
        if seldom() { booking.turnedAwayAt = instant() }
        return booking
    }

    /// One time in eight.
    private mutating func seldom() -> Bool { Int.random(in: 0..<8, using: &chance) == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &chance)]
    }

    private mutating func campus() -> CampusID { seldom() ? Scene.west : Scene.east }
    private mutating func lane() -> LaneID { seldom() ? Scene.otherLane : Scene.lane }

    /// Mostly about the window and the end of the slot, now and then at their very ends.
    private mutating func instant() -> WallTime {
        seldom()
            ? pick([time("08:40"), time("09:20"), time("09:20:00.001"), time("11:00"), time("07:59:59.999"), time("22:00")])
            : time("08:30") + .milliseconds(Int.random(in: 0...3_600_000, using: &chance))
    }
}
