import LibraryModel
import LibraryRules
import StrictYAML

/// Reads what follows from a missed check-in or sign-out; every key has the default reading as its default.
enum ViolationReader {
    static func read(_ section: YAMLSection) -> ViolationPolicy {
        var policy = ViolationPolicy()
        section.optional("first", first, into: &policy.first)
        section.optional("week", .choice, into: &policy.week)
        section.optional("week-limit", .number(in: 1...100), into: &policy.weekLimit)
        section.optional("first-bars", .choice, into: &policy.firstBars)
        section.optional("week-bars", .choice, into: &policy.weekBars)
        section.optional("after-first", .choice, into: &policy.afterFirst)
        section.optional("after-week", .choice, into: &policy.afterWeek)
        section.optional("deducts-place", .flag, into: &policy.deductsPlace)
        section.optional("sign-out", signOut, into: &policy.signOut)
        section.close()
        check(policy, section)
        return policy
    }

    /// Whole hours, since that is how libraries say it.
    private static let first = YAMLValue.duration(in: .hours(1)...(.hours(24 * 366)))
        .map { length -> ViolationPolicy.FirstSuspension? in
            let (hours, rest) = length.inMilliseconds.quotientAndRemainder(dividingBy: 3_600_000)
            return rest == 0 ? .hours(Int(hours)) : nil
        }
        .or(["next_day": .nextDay, "day_after_next": .dayAfterNext, "off": .off])

    private static let signOut = YAMLValue.duration(in: .minutes(1)...(.hours(4)))
        .map { SignOutDeadline.afterEnd($0) }
        .or(["at_end": .atEnd, "closing": .closing, "end_of_day": .endOfDay, "never": .never])

    private static func check(_ policy: ViolationPolicy, _ section: YAMLSection) {
        guard policy.first == .off else { return }
        if policy.firstBars != .act { section.report("is of no use while `first` is `off`", at: "first-bars") }
        if policy.afterFirst != .keep { section.report("is of no use while `first` is `off`", at: "after-first") }
    }
}
