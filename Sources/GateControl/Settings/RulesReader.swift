import LibraryModel
import LibraryRules
import StrictYAML

/// Reads which readings of the rules a library has chosen; every key has the default reading as its default.
enum RulesReader {
    static func admission(_ section: YAMLSection) -> AdmissionPolicy {
        var policy = AdmissionPolicy()
        let window = YAMLValue.duration(in: .zero...(.seconds(4 * 3600)))
        section.optional("check-in-before", window, into: &policy.checkInBefore)
        section.optional("check-in-after", window, into: &policy.checkInAfter)
        section.optional("window-end", .choice, into: &policy.windowEnd)
        section.optional("early-house", .choice, into: &policy.earlyHouse)
        section.optional("check-in-instant", .choice, into: &policy.checkInInstant)
        section.optional("nobody-passes", .choice, into: &policy.nobodyPasses)
        section.optional("location", .choice, into: &policy.location)
        section.optional("cap-at-gate", .flag, into: &policy.capAtGate)
        section.optional("unknown-booking", .choice, into: &policy.unknownBooking)
        section.optional("suspension-bars-entry", .flag, into: &policy.suspensionBarsEntry)
        let day = YAMLValue.duration(in: .zero...(.seconds(86_400)))
        section.optional("untrusted-clock-tolerance", day, into: &policy.untrustedClockTolerance)
        section.optional("issue-skew", .duration(in: .zero...(.seconds(300))), into: &policy.issueSkew)
        section.optional("printed-passes", .flag, into: &policy.printedPasses)
        section.optional("bad-codes-allowed", .number(in: 1...1000), into: &policy.badCodesAllowed)
        section.optional("bad-code-span", .duration(in: .seconds(1)...(.seconds(3600))), into: &policy.badCodeSpan)
        section.close()
        return policy
    }

    static func location(_ section: YAMLSection) -> LocationPolicy {
        var policy = LocationPolicy()
        section.optional("slack", .metres(in: 0...5000), into: &policy.slack.value)
        section.optional("accuracy-factor", .decimal(in: 0...5), into: &policy.accuracyFactor)
        section.optional("worst-accuracy", .metres(in: 1...5000), into: &policy.worstAccuracy.value)
        section.optional("oldest-fix", .duration(in: .seconds(1)...(.seconds(3600))), into: &policy.oldestFix)
        section.close()
        return policy
    }
}
