import LibraryModel
import LibraryRules

/// The life of a pass (R23).
enum PassRows {
    static let all: [Row] = [
        Row("a pass that staff withdrew", .revoked) { $0.records.revoked = true },
        Row("a pass in its last second", .entered) { $0.reissue(at: time("08:59")) },
        Row("a pass a moment after its life", .codeExpired) {
            $0.reissue(at: time("08:59"))
            $0.circumstances.clock = ClockReading(time: time("09:00:00.001"), trust: .trusted)
        },
        Row("a pass issued 5 s ahead of the gate's clock", .entered) { $0.reissue(at: time("09:00:05")) },
        Row("a pass issued more than 5 s ahead", .codeExpired) { $0.reissue(at: time("09:00:05.001")) },
        Row("setting: no skew, a pass issued ahead", .codeExpired) {
            $0.policy.issueSkew = .zero
            $0.reissue(at: time("09:00:00.001"))
        },
        Row("a printed pass where none are allowed", .codeExpired) { $0.reissue(at: time("08:00"), life: .hours(3)) },
        Row("setting: printed passes", .entered) {
            $0.policy.printedPasses = true
            $0.reissue(at: time("08:00"), life: .hours(3))
        },
        Row("setting: printed passes, but run out", .codeExpired) {
            $0.policy.printedPasses = true
            $0.reissue(at: time("07:00"), life: .minutes(119))
        },
        Row("a pass as long as a phone's life", .entered) { $0.reissue(at: time("09:00"), life: .seconds(60)) },
        Row("a pass one second longer is printed", .codeExpired) { $0.reissue(at: time("09:00"), life: .seconds(61)) },
        Row("a used pass whose visit is over", .replayed) {
            $0.unheard()
            $0.records.passUse = .passed
        },
        Row("a used pass cannot take over the seat of a newer one", .replayed) {
            $0.unheard()
            $0.records.passUse = .passed
            $0.visit(.reserved)
        },
    ]
}
