import LibraryModel
import LibraryRules

/// A clock that cannot be believed (R26).
enum ClockRows {
    static let all: [Row] = knownTime + passTime + [
        Row("R26: too early beyond doubt", Decision(.tooEarly, opensAt: time("08:40"))) {
            $0.at("08:29:59.999")
            $0.distrustClock()
        },
        Row("R26: perhaps not too early", .entered) {
            $0.at("08:30")
            $0.distrustClock()
        },
        Row("R26: perhaps not too late", .entered) {
            $0.at("09:30")
            $0.distrustClock()
        },
        Row("R26: too late beyond doubt", .tooLate) {
            $0.at("09:30:00.001")
            $0.distrustClock()
        },
        Row("R26: perhaps the slot is not over", .again) {
            $0.books(.checkedIn)
            $0.at("11:09:59.999")
            $0.distrustClock()
        },
        Row("R26: the slot is over beyond doubt", .alreadyEnded) {
            $0.books(.checkedIn)
            $0.at("11:10")
            $0.distrustClock()
        },
        Row("R26: what needs no clock is said without one", .cancelled) {
            $0.books(.cancelled)
            $0.distrustClock(lastKnown: "03:00")
        },
    ]

    private static let knownTime: [Row] = [
        Row("R26: within 10 minutes after the last known time", .entered) { $0.distrustClock(lastKnown: "08:50") },
        Row("R26: within 10 minutes before the last known time", .entered) { $0.distrustClock(lastKnown: "09:10") },
        Row("R26: more than 10 minutes after", .turnedAway(.clockUntrusted)) { $0.distrustClock(lastKnown: "08:49:59.999") },
        Row("R26: more than 10 minutes before", .turnedAway(.clockUntrusted)) {
            $0.distrustClock(lastKnown: "09:10:00.001")
        },
        Row("R26: setting: a minute's tolerance", .turnedAway(.clockUntrusted)) {
            $0.policy.untrustedClockTolerance = .minutes(1)
            $0.distrustClock(lastKnown: "08:58")
        },
    ]

    private static let passTime: [Row] = [
        Row("R26: no last known time, the pass agrees", .entered) { $0.distrustClock() },
        Row("R26: the pass was issued 10 minutes later", .entered) {
            $0.distrustClock()
            $0.reissue(at: time("09:10"))
        },
        Row("R26: the pass was issued later than that", .turnedAway(.clockUntrusted)) {
            $0.distrustClock()
            $0.reissue(at: time("09:10:00.001"))
        },
        Row("R26: the pass ran out 10 minutes ago", .entered) {
            $0.distrustClock()
            $0.reissue(at: time("08:49"))
        },
        Row("R26: the pass ran out earlier than that", .turnedAway(.clockUntrusted)) {
            $0.distrustClock()
            $0.reissue(at: time("08:48:59.999"))
        },
        Row("R26: the board woke in 1970 and the pass is on time", .turnedAway(.clockUntrusted)) {
            $0.circumstances.clock = ClockReading(time: WallTime(seconds: 100), trust: .untrusted(lastKnown: nil))
        },
        Row("R26: the board woke in 1970 and the pass was not on time when issued", .clockUntrusted) {
            $0.circumstances.clock = ClockReading(time: WallTime(seconds: 100), trust: .untrusted(lastKnown: nil))
            $0.reissue(at: time("09:21"))
        },
    ]
}
