import LibraryModel
import LibraryRules

/// The check-in window (R9, R11) and its alternative readings.
enum WindowRows {
    static let all: [Row] = inclusive + wholeMinute + exclusive + lengths

    private static let early = Decision(.tooEarly, opensAt: time("08:40"))

    private static let inclusive: [Row] = [
        Row("B9: 08:39:59.999", early) { $0.at("08:39:59.999") },
        Row("B9: 08:40:00.000", .entered) { $0.at("08:40") },
        Row("B9: 09:20:00.000", .entered) { $0.at("09:20") },
        Row("B9: 09:20:00.001", .tooLate) { $0.at("09:20:00.001") },
        Row("the day before", early) { scene in
            scene.circumstances.clock = ClockReading(time: time("12:00", on: "2026-11-17"), trust: .trusted)
            scene.reissue(at: time("12:00", on: "2026-11-17"))
        },
        Row("the state no-show says so whatever the clock", .tooLate) { $0.books(.noShow) },
        Row("B19: turned away on time and back too late", .released) {
            $0.records.booking?.turnedAwayAt = time("09:10")
            $0.at("09:20:00.001")
        },
    ]

    private static let wholeMinute: [Row] = [
        Row("R9 A: 08:39:59.999", early) {
            $0.policy.windowEnd = .wholeMinute
            $0.at("08:39:59.999")
        },
        Row("R9 A: 08:40:00.000", .entered) {
            $0.policy.windowEnd = .wholeMinute
            $0.at("08:40")
        },
        Row("R9 A: 09:20:59.999 still shows 09:20", .entered) {
            $0.policy.windowEnd = .wholeMinute
            $0.at("09:20:59.999")
        },
        Row("R9 A: 09:21:00.000", .tooLate) {
            $0.policy.windowEnd = .wholeMinute
            $0.at("09:21")
        },
    ]

    private static let exclusive: [Row] = [
        Row("R9 B: 08:40:00.000", .entered) {
            $0.policy.windowEnd = .exclusive
            $0.at("08:40")
        },
        Row("R9 B: 09:19:59.999", .entered) {
            $0.policy.windowEnd = .exclusive
            $0.at("09:19:59.999")
        },
        Row("R9 B: 09:20:00.000", .tooLate) {
            $0.policy.windowEnd = .exclusive
            $0.at("09:20")
        },
    ]

    private static let lengths: [Row] = [
        Row("setting: nothing before the start", Decision(.tooEarly, opensAt: time("09:00"))) {
            $0.policy.checkInBefore = .zero
            $0.at("08:59:59.999")
        },
        Row("setting: an hour after the start", .entered) {
            $0.policy.checkInAfter = .hours(1)
            $0.at("10:00")
        },
        Row("setting: a window beyond the slot ends with it", .tooLate) {
            $0.policy.checkInAfter = .hours(4)
            $0.at("11:00")
        },
        Row("setting: a window beyond the slot, inside it", .entered) {
            $0.policy.checkInAfter = .hours(4)
            $0.at("10:59:59.999")
        },
    ]
}
