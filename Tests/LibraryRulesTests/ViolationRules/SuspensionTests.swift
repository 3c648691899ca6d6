import LibraryModel
import LibraryRules
import Testing

@Suite("suspensions (R18, R19, R20)")
struct SuspensionTests {
    /// Violations of bookings 1, 2, 3 … at East.
    static func violations(_ times: (String, String)...) -> [Violation] {
        times.enumerated().map { place, at in
            Violation(
                booking: BookingID(rawValue: UInt64(place + 1)), patron: BookingScene.patron, campus: Scene.east,
                kind: .noShow, at: time(at.1, on: at.0))
        }
    }

    static func standing(
        _ violations: [Violation], at now: String, on date: String, _ change: (inout ViolationPolicy) -> Void = { _ in }
    ) -> Suspension? {
        var policy = ViolationPolicy()
        change(&policy)
        return suspension(for: violations, at: time(now, on: date), offset: .shanghai, under: policy)
    }

    private static func bar(_ rule: String, _ until: WallTime?, because: UInt64...) -> Suspension {
        Suspension(until: until, rule: rule, because: because.map(BookingID.init(rawValue:)), bars: .act)
    }

    @Test("none without a violation, and none from one that is yet to come")
    func none() {
        #expect(Self.standing([], at: "10:00", on: Week.wed) == nil)
        #expect(Self.standing(Self.violations((Week.wed, "10:00:00.001")), at: "10:00", on: Week.wed) == nil)
    }

    @Test("the first bars from its very instant until midnight")
    func first() {
        let one = Self.violations((Week.wed, "09:20"))
        let bar = Self.bar("R18", time("00:00", on: Week.thu), because: 1)
        #expect(Self.standing(one, at: "09:20", on: Week.wed) == bar)
        #expect(Self.standing(one, at: "23:59:59.999", on: Week.wed) == bar)
        #expect(Self.standing(one, at: "00:00", on: Week.thu) == nil)
    }

    @Test("the second of the week bars until Monday, and the third changes nothing")
    func week() {
        let three = Self.violations((Week.tue, "09:20"), (Week.tue, "14:20"), (Week.fri, "09:20"))
        let bar = Self.bar("R19", time("00:00", on: Week.nextMon), because: 1, 2)
        #expect(Self.standing(Array(three.prefix(2)), at: "14:20", on: Week.tue) == bar)
        #expect(Self.standing(three, at: "10:00", on: Week.fri) == bar)
        #expect(Self.standing(three.reversed(), at: "10:00", on: Week.fri) == bar, "in any order")
        #expect(Self.standing(three, at: "00:00", on: Week.nextMon) == nil)
    }

    @Test("on a Sunday both bars end together and the week's is named")
    func sunday() {
        let two = Self.violations((Week.sun, "09:20"), (Week.sun, "14:20"))
        #expect(
            Self.standing(two, at: "15:00", on: Week.sun) == Self.bar("R19", time("00:00", on: Week.nextMon), because: 1, 2))
    }

    @Test("with a week of one, the first violation bars the week")
    func weekOfOne() {
        let one = Self.violations((Week.wed, "09:20"))
        #expect(
            Self.standing(one, at: "10:00", on: Week.sat) { $0.weekLimit = 1 }
                == Self.bar("R19", time("00:00", on: Week.nextMon), because: 1))
    }

    @Test("the longest wins: days that are skipped may reach beyond the week")
    func longest() {
        let two = Self.violations((Week.sat, "09:20"), (Week.sun, "09:20"))
        #expect(
            Self.standing(two, at: "10:00", on: Week.sun) { $0.first = .dayAfterNext }
                == Self.bar("R18", time("00:00", on: Week.nextTue), because: 2))
    }

    @Test("a waiver takes effect at once, step by step (R20)")
    func waiver() {
        var two = Self.violations((Week.tue, "09:20"), (Week.wed, "09:20"))
        let waiver = Violation.Waiver(at: time("10:00"), who: "desk", why: "power cut")
        two[0].waiver = waiver
        #expect(Self.standing(two, at: "10:00", on: Week.wed) == Self.bar("R18", time("00:00", on: Week.thu), because: 2))
        two[1].waiver = waiver
        #expect(Self.standing(two, at: "10:00", on: Week.wed) == nil)
    }

    @Test("by rolling days each further violation begins the seven days anew")
    func rolling() {
        let three = Self.violations((Week.mon, "09:20"), (Week.wed, "09:20"), (Week.sun, "09:20"))
        let standing = Self.standing(three, at: "10:00", on: Week.sun) { $0.week = .rolling }
        #expect(standing == Self.bar("R19", time("09:20", on: "2026-11-29"), because: 2, 3))
    }

    @Test("cumulative violations are barred until staff waive")
    func cumulative() {
        let two = Self.violations(("2026-01-05", "09:20"), (Week.mon, "09:20"))
        #expect(Self.standing(two, at: "10:00", on: Week.sun) { $0.week = .cumulative } == Self.bar("R19", nil, because: 1, 2))
    }

    @Test("days begin in the library's zone")
    func zone() {
        let late = Self.violations((Week.mon, "23:30"))
        let standing = suspension(for: late, at: late[0].at, offset: .utc, under: ViolationPolicy())
        #expect(standing?.until == time("08:00", on: Week.tue))
    }

    @Test("violations beyond the policy's reach change nothing, whatever the reading")
    func reach() {
        for seed in UInt64(0)..<2000 {
            var chance = SeededChance(seed: seed)
            var policy = ViolationPolicy()
            policy.first = [.nextDay, .dayAfterNext, .hours(24), .hours(240), .off][Int.random(in: 0..<5, using: &chance)]
            policy.week = [.calendar, .rolling][Int.random(in: 0..<2, using: &chance)]
            policy.weekLimit = Int.random(in: 1...3, using: &chance)
            let now = time("10:00", on: Week.wed)
            let all = (0..<5).map { number in
                Violation(
                    booking: BookingID(rawValue: number), patron: BookingScene.patron, campus: Scene.east, kind: .noShow,
                    at: now - .minutes(Int.random(in: 0...40_000, using: &chance)))
            }
            guard let reach = policy.reach else { continue }
            let near = all.filter { $0.at > now - reach }
            #expect(
                suspension(for: near, at: now, offset: .shanghai, under: policy)
                    == suspension(for: all, at: now, offset: .shanghai, under: policy), "seed \(seed)")
        }
        var forever = ViolationPolicy()
        forever.week = .cumulative
        #expect(forever.reach == nil)
    }
}
