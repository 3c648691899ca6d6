import LibraryModel
import LibraryRules
import Testing

@Suite("of all that speaks against an entry the patron hears the first")
struct EntryOrderTests {
    /// One fault a rule, in the order of the rules.
    static let faults: [Row] = [
        Row("the fire input is active", .emergencyOpen) { $0.circumstances.mode = .emergency },
        Row("staff stopped the entry", .lockdown) { $0.circumstances.mode = .hold },
        Row("the turnstile is not ready", .gateFault) { $0.circumstances.laneFit = false },
        Row("many bad codes and one more", .rateLimited) {
            $0.circumstances.pass = .rejected(.malformed)
            $0.circumstances.recentBadCodes = 5
        },
        Row("a bad code", .badSignature) { $0.circumstances.pass = .rejected(.badSignature) },
        Row("the pass is withdrawn", .revoked) { $0.records.revoked = true },
        Row("the patron is inside", .alreadyIn) { $0.visit(.inside) },
        Row("the booking is cancelled", .cancelled) { $0.books(.cancelled) },
        Row("the clock was never set", .clockUntrusted) { $0.distrustClock(lastKnown: "06:00") },
        Row("the window is over", .tooLate) { $0.circumstances.clock = ClockReading(time: time("09:21"), trust: .trusted) },
        Row("the booking is for West", Decision(.wrongCampus, campus: Scene.west)) { $0.books(at: Scene.west) },
        Row("the booking is not on the complete list", .noBooking) {
            $0.policy.unknownBooking = .refuse
            $0.records.booking = nil
        },
        Row("the patron is not on the list", .unknownPatron) { $0.records.patron = nil },
        Row("the account is inactive", .accountInactive) { $0.records.patron?.standing = .inactive },
        Row("the patron is suspended", Decision(.suspended, opensAt: time("00:00", on: "2026-11-19"))) {
            $0.policy.suspensionBarsEntry = true
            $0.records.patron?.suspendedUntil = time("00:00", on: "2026-11-19")
        },
        Row("another visit is open at West", Decision(.signOutFirst, campus: Scene.west)) {
            $0.visit(.inside, of: Scene.other, at: Scene.west)
        },
        Row("somebody went in with the pass", .replayed) { $0.records.passUse = .passed },
        Row("another lane stands open", Decision(.notPassed, lane: Scene.otherLane)) {
            $0.records.passUse = .opened
            $0.visit(.reserved, by: Scene.otherLane)
        },
        Row("the window is not open yet", Decision(.tooEarly, opensAt: time("08:40"))) {
            $0.circumstances.clock = ClockReading(time: time("08:39"), trust: .trusted)
        },
        Row("the pass has run out", .codeExpired) { $0.reissue(at: time("08:30")) },
        Row("the day is a holiday", .closed) { $0.circumstances.opening = nil },
        Row("the phone gives no location", .noLocation) { $0.circumstances.location = .missing },
        Row("the house opens later", Decision(.closed, opensAt: time("10:00"))) { $0.opens("10:00") },
        Row("the house is full", .full) { $0.fill() },
    ]

    @Test("each fault alone gives its own reason", arguments: faults)
    func alone(fault: Row) {
        #expect(Self.withoutEffects(fault.decision) == fault.expected)
    }

    @Test("a fault outranks all that come after it together", arguments: faults.indices)
    func together(first: Int) {
        var scene = Scene()
        for fault in Self.faults[first...].reversed() { fault.change(&scene) }
        #expect(Self.withoutEffects(scene.decide()) == Self.faults[first].expected)
    }

    @Test("without a fault the patron goes in")
    func none() {
        #expect(Scene().decide() == .entered)
    }

    /// What is recorded beside the reason has tables of its own.
    private static func withoutEffects(_ decision: Decision) -> Decision {
        var plain = decision
        plain.effects = []
        return plain
    }
}
