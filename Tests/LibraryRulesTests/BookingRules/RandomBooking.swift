import LibraryModel
import LibraryRules

/// Submissions, facts and policies of booking drawn from a seed. Most of what can stand in the way is seldom there, so
/// that a good part of the requests is accepted.
struct RandomBooking {
    private var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed: seed) }

    mutating func scene() -> BookingScene {
        var scene = BookingScene()
        scene.policy = policy()
        scene.at(time(), on: pick([Week.wed, Week.wed, Week.thu]))
        if one(in: 20) { scene.facts.clock = ClockReading(time: scene.facts.now, trust: .untrusted(lastKnown: nil)) }
        if one(in: 20) { scene.facts.standing = pick([nil, .inactive]) }
        for number in 0..<Int.random(in: 0...2, using: &chance) {
            let (from, to) = span()
            scene.has(
                pick([.booked, .booked, .completed] + Booking.State.allCases), from, to, on: day(), at: campus(),
                id: BookingID(rawValue: UInt64(number)))
        }
        for _ in 0..<(one(in: 6) ? 2 : 0) { scene.violated(time(), on: pick([Week.mon, Week.tue, Week.wed])) }
        for place in scene.facts.campuses.indices {
            scene.facts.campuses[place].taken = taken(of: scene.facts.campuses[place].cap)
        }
        if one(in: 6) { scene.excepts(pick([nil, BookingScene.span("09:30", "17:30")]), on: day()) }
        scene.requests = (0..<pick([0, 1, 1, 2])).map { _ in request() }
        return scene
    }

    /// On a grid of a quarter of an hour, mostly within the hours of the house.
    mutating func request() -> BookingRequest {
        let (from, to) = span()
        return BookingScene.request(from, to, on: day(), at: campus())
    }

    mutating func campus() -> CampusID { pick([Scene.east, Scene.east, Scene.east, Scene.west]) }

    mutating func day() -> String { pick([Week.wed, Week.thu, Week.thu, Week.fri, Week.sat, Week.sun]) }

    private mutating func policy() -> HousePolicy {
        var policy = HousePolicy()
        policy.booking.creation = pick(BookingPolicy.Creation.allCases)
        policy.booking.grid = .minutes(pick([15, 30, 30, 60]))
        if one(in: 4) { policy.booking.shortest = .minutes(pick([30, 45, 120])) }
        if one(in: 4) { policy.booking.longest = .minutes(pick([120, 180, 840])) }
        if one(in: 4) {
            policy.booking.slots = [("08:00", "10:00"), ("10:00", "12:00"), ("10:00", "13:00"), ("12:00", "14:00")]
                .map { BookingScene.span($0.0, $0.1) }
        }
        policy.booking.quota = pick(BookingPolicy.Quota.allCases)
        policy.booking.quotaLimit = pick([1, 2, 2, 3])
        policy.booking.secondCampus = pick(BookingPolicy.SecondCampus.allCases)
        if one(in: 4) { policy.booking.longestStay = .hours(4) }
        policy.booking.horizon = pick(BookingPolicy.Horizon.allCases)
        policy.booking.horizonOpensInclusive = one(in: 2)
        policy.booking.cap = pick(BookingPolicy.Cap.allCases)
        policy.violations.firstBars = pick(ViolationPolicy.Bars.allCases)
        policy.violations.weekBars = pick(ViolationPolicy.Bars.allCases)
        policy.violations.deductsPlace = one(in: 2)
        return policy
    }

    /// Places around the cap, on any minute, a few of them of other days.
    private mutating func taken(of cap: Int) -> [BookedSpan] {
        (0..<Int.random(in: 0...12, using: &chance)).map { _ in
            let (from, to) = span()
            let day = day()
            let shift = Duration.minutes(one(in: 4) ? Int.random(in: 0..<30, using: &chance) : 0)
            return BookedSpan(
                start: LibraryRulesTests.time(from, on: day) + shift, end: LibraryRulesTests.time(to, on: day) + shift,
                count: pick([1, cap / 3, cap / 2, cap - 1, cap]))
        }
    }

    private mutating func span() -> (from: String, to: String) {
        let start = Int.random(in: 30...84, using: &chance)
        return (text(quarters: start), text(quarters: min(96, start + Int.random(in: 2...18, using: &chance))))
    }

    private func text(quarters: Int) -> String {
        let (hour, minute) = (quarters / 4, quarters % 4 * 15)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute == 0 ? "00" : "\(minute)")"
    }

    private mutating func time() -> String {
        let (hour, minute) = (Int.random(in: 7...22, using: &chance), Int.random(in: 10...59, using: &chance))
        return "\(hour < 10 ? "0" : "")\(hour):\(one(in: 3) ? "00" : "\(minute)")"
    }

    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &chance) == 0 }
    private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &chance)] }
}
