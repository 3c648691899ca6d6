import LibraryModel
import LibraryRules
import Testing

@Suite("settling, whatever the ledger")
struct SettlementPropertyTests {
    static let seeds: [UInt64] = Array(0..<2000)

    @Test("in several steps comes to the same as at once, and settling again changes nothing")
    func steps() {
        for seed in Self.seeds {
            var chance = RandomLedger(seed: seed)
            let scene = chance.scene()
            let now = chance.instant()
            let once = scene.settled(at: now)
            var slow = scene
            var steps: [Settlement.Step] = []
            for between in (0..<4).map({ _ in chance.instant() }).sorted() + [now] where between <= now {
                let settlement = slow.settled(at: between)
                slow.ledger = settlement.ledger
                steps += settlement.steps
            }
            #expect(slow.ledger == once.ledger, "seed \(seed)")
            #expect(steps == once.steps, "seed \(seed)")
            #expect(slow.settled(at: now).steps.isEmpty, "seed \(seed)")
        }
    }

    @Test("takes only the steps that R22 knows, none of them ahead of its time")
    func transitions() {
        for seed in Self.seeds {
            var chance = RandomLedger(seed: seed)
            let scene = chance.scene()
            let now = chance.instant()
            var states = Dictionary(uniqueKeysWithValues: scene.ledger.bookings.map { ($0.id, $0.state) })
            let settlement = scene.settled(at: now)
            for step in settlement.steps {
                #expect(states[step.booking]?.canBecome(step.to) == true, "seed \(seed): \(step)")
                #expect(step.at <= now, "seed \(seed): \(step)")
                states[step.booking] = step.to
            }
            #expect(settlement.ledger.bookings.allSatisfy { $0.state == states[$0.id] }, "seed \(seed)")
            #expect(settlement.steps.map(\.at) == settlement.steps.map(\.at).sorted(), "seed \(seed)")
        }
    }

    @Test("gives a booking one violation at most, and none that a fault of the house touches")
    func violations() {
        var seen = Set<Violation.Kind>()
        for seed in Self.seeds {
            var chance = RandomLedger(seed: seed)
            let scene = chance.scene()
            let ledger = scene.settled(at: chance.instant()).ledger
            #expect(Set(ledger.violations.map(\.booking)).count == ledger.violations.count, "seed \(seed)")
            for violation in ledger.violations {
                seen.insert(violation.kind)
                let touching = scene.faults.filter { $0.campus == violation.campus && $0.touches(violation.at, violation.at) }
                #expect(touching.isEmpty, "seed \(seed)")
                let booking = ledger.bookings.first { $0.id == violation.booking }
                #expect(booking?.state == (violation.kind == .noShow ? .noShow : .notSignedOut), "seed \(seed)")
                #expect(booking?.turnedAwayAt == nil || violation.kind == .notSignedOut, "seed \(seed)")
            }
        }
        #expect(seen.count == 2, "the seeds must reach both kinds")
    }

    @Test("leaves nothing open that is long past")
    func past() {
        for seed in Self.seeds {
            var chance = RandomLedger(seed: seed)
            let scene = chance.scene()
            let ledger = scene.settled(at: time("00:00", on: "2026-12-01")).ledger
            #expect(ledger.bookings.filter(\.isOpen).isEmpty, "seed \(seed)")
        }
    }
}

/// Ledgers of one day drawn from a seed, of any number of bookings end to end, apart or on top of one another.
struct RandomLedger {
    private var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed: seed) }

    mutating func scene() -> LedgerScene {
        var scene = LedgerScene()
        scene.policy = policy()
        for _ in 0..<Int.random(in: 0...4, using: &chance) {
            let start = Int.random(in: 8...19, using: &chance)
            let end = start + Int.random(in: 1...3, using: &chance)
            scene.has(
                pick([.booked, .booked, .checkedIn, .inUse] + Booking.State.allCases), text(start), text(end),
                on: pick([Week.wed, Week.wed, Week.wed, Week.thu]), at: pick([Scene.east, Scene.east, Scene.west]))
        }
        for place in scene.ledger.bookings.indices where one(in: 6) && scene.ledger.bookings[place].state == .booked {
            scene.ledger.bookings[place].turnedAwayAt = scene.ledger.bookings[place].start
        }
        for _ in 0..<Int.random(in: 0...2, using: &chance) {
            let from = Int.random(in: 7...20, using: &chance)
            scene.fault(text(from), one(in: 4) ? nil : "\(text(from).prefix(2)):30", at: pick([Scene.east, Scene.west]))
        }
        return scene
    }

    private mutating func policy() -> HousePolicy {
        var policy = HousePolicy()
        policy.admission.windowEnd = pick(AdmissionPolicy.WindowEnd.allCases)
        policy.admission.earlyHouse = pick(AdmissionPolicy.EarlyHouse.allCases)
        if one(in: 4) { policy.admission.checkInAfter = pick([.zero, .minutes(30), .hours(2)]) }
        policy.booking.backToBack = pick(BookingPolicy.BackToBack.allCases)
        policy.violations.first = pick([.nextDay, .dayAfterNext, .hours(24), .off])
        policy.violations.week = pick(ViolationPolicy.Week.allCases)
        policy.violations.weekLimit = pick([1, 2, 3])
        policy.violations.afterFirst = pick(ViolationPolicy.Standing.allCases)
        policy.violations.afterWeek = pick(ViolationPolicy.Standing.allCases)
        policy.violations.signOut = pick([.standard, .standard, .atEnd, .closing, .endOfDay, .never])
        return policy
    }

    /// Wednesday or Thursday, half the time at or next to an instant that a rule names.
    mutating func instant() -> WallTime {
        let day = pick([Week.wed, Week.wed, Week.thu])
        let hour = time(text(Int.random(in: 7...23, using: &chance)), on: day)
        guard one(in: 2) else { return hour + .milliseconds(Int.random(in: 0..<3_600_000, using: &chance)) }
        return hour + .minutes(pick([-20, 0, 20, 21])) + .milliseconds(pick([-1, 0, 1]))
    }

    private func text(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &chance) == 0 }
    private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &chance)] }
}
