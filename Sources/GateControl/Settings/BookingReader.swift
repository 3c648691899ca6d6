import LibraryModel
import LibraryRules
import StrictYAML

/// Reads which readings of the rules of booking a library has chosen; every key has the default reading as its default.
enum BookingReader {
    static let mostSlots = 48

    static func read(_ section: YAMLSection) -> BookingPolicy {
        var policy = BookingPolicy()
        section.optional("creation", .choice, into: &policy.creation)
        let length = YAMLValue.duration(in: .minutes(1)...(.hours(24)))
        section.optional("shortest", length, into: &policy.shortest)
        section.optional("longest", length, into: &policy.longest)
        section.optional("grid", grid, into: &policy.grid)
        policy.slots = section.values("slots", span, atMost: mostSlots) ?? policy.slots
        section.optional("quota", .choice, into: &policy.quota)
        section.optional("quota-limit", .number(in: 1...20), into: &policy.quotaLimit)
        section.optional("bookings-a-day", .number(in: 2...1000), into: &policy.bookingsADay)
        section.optional("cancellations-a-day", .number(in: 2...1000), into: &policy.cancellationsADay)
        section.optional("second-campus", .choice, into: &policy.secondCampus)
        section.optional("back-to-back", .choice, into: &policy.backToBack)
        section.optional("longest-stay", length.map { time -> Duration?? in .some(time) }.or(["any": nil]), into: &policy.longestStay)
        section.optional("horizon", .choice, into: &policy.horizon)
        section.optional("horizon-days", .number(in: 1...30), into: &policy.horizonDays)
        section.optional("horizon-opens", YAMLValue("a time of day such as `22:00`", read: { TimeOfDay($0) }), into: &policy.horizonOpens)
        section.optional("horizon-opens-inclusive", .flag, into: &policy.horizonOpensInclusive)
        section.optional("cancellation", cancellation, into: &policy.cancellation)
        section.optional("cap", .choice, into: &policy.cap)
        section.close()
        check(policy, section)
        return policy
    }

    /// A grid that does not divide the hour would drift away from the clock on the wall.
    private static let grid = YAMLValue<Duration>("`15 min`, `30 min` or `60 min`, which divide the hour") {
        ["15 min": .minutes(15), "30 min": .minutes(30), "60 min": .minutes(60), "1 h": .minutes(60)][$0]
    }

    private static let span = YAMLValue<OpeningHours.Span>("a span such as `08:00-10:00`", read: { Name.span($0) })

    private static let cancellation = YAMLValue.duration(in: .minutes(1)...(.hours(48)))
        .map { BookingPolicy.Cancellation.before($0) }
        .or(["in_window": .inWindow, "before_start": .beforeStart])

    private static func check(_ policy: BookingPolicy, _ section: YAMLSection) {
        if policy.longest < policy.shortest {
            section.report("must not be shorter than `shortest`", at: "longest")
        } else if policy.slots.isEmpty, whole(policy.longest, policy.grid) < policy.shortest {
            section.report("leaves no length on the `grid` that is at least `shortest`", at: "longest")
        }
        if let stay = policy.longestStay, stay < policy.longest {
            section.report("must not be shorter than `longest`", at: "longest-stay")
        }
        if policy.cap == .slot, policy.slots.isEmpty {
            section.report("can be `slot` only where `slots` are listed", at: "cap")
        }
        for slot in policy.slots { check(slot, policy, section) }
        if Set(policy.slots).count < policy.slots.count { section.report("lists a span twice", at: "slots") }
    }

    private static func check(_ slot: OpeningHours.Span, _ policy: BookingPolicy, _ section: YAMLSection) {
        let grid = Int(policy.grid.inMilliseconds)
        let length = Duration.milliseconds(slot.closes.milliseconds - slot.opens.milliseconds)
        if slot.opens.milliseconds % grid != 0 || slot.closes.milliseconds % grid != 0 {
            section.report("has `\(slot.opens)-\(slot.closes)`, which does not lie on the `grid`", at: "slots")
        } else if policy.shortest <= policy.longest, !(policy.shortest...policy.longest).contains(length) {
            section.report("has `\(slot.opens)-\(slot.closes)`, which is shorter than `shortest` or longer than `longest`", at: "slots")
        }
    }

    /// The most of `length` that is a multiple of `grid`.
    private static func whole(_ length: Duration, _ grid: Duration) -> Duration {
        grid * Int(length.inMilliseconds / grid.inMilliseconds)
    }
}
