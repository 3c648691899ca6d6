import GateHardware
import LibraryModel
import Testing

@Suite("Trust in the clock (R26)")
struct ClockTrustTests {
    static let noon = WallTime(seconds: 1_790_000_000)
    static let boot = Instant.zero + .hours(1)

    struct Row: CustomTestStringConvertible {
        let what: String
        /// The latest synchronised reading was at `boot` and `noon`.
        var synchronised = false
        var battery = false
        var lastKnown: WallTime?
        /// Since `boot`, by the monotonic clock.
        var after: Duration = .zero
        var wall = noon
        let trust: ClockReading.Trust
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "nothing is known", trust: .untrusted(lastKnown: nil)),
        Row(what: "only what an earlier run wrote", lastKnown: noon, trust: .untrusted(lastKnown: noon)),
        Row(what: "synchronised an hour ago", synchronised: true, after: .hours(1), wall: noon + .hours(1), trust: .trusted),
        Row(what: "drifted by 5 s since", synchronised: true, after: .hours(1), wall: noon + .hours(1) + .seconds(5),
            trust: .trusted),
        Row(what: "set forward since", synchronised: true, after: .hours(1), wall: noon + .hours(1) + .milliseconds(5001),
            trust: .untrusted(lastKnown: noon + .hours(1))),
        Row(what: "set back since", synchronised: true, after: .hours(1), wall: noon - .hours(1),
            trust: .untrusted(lastKnown: noon + .hours(1))),
        Row(what: "synchronised a day ago", synchronised: true, after: .hours(24), wall: noon + .hours(24), trust: .trusted),
        Row(what: "synchronised more than a day ago", synchronised: true, after: .hours(25), wall: noon + .hours(25),
            trust: .untrusted(lastKnown: noon + .hours(25))),
        Row(what: "battery clock, first start ever", battery: true, trust: .untrusted(lastKnown: nil)),
        Row(what: "battery clock at the last known time", battery: true, lastKnown: noon, trust: .trusted),
        Row(what: "battery clock before the last known time", battery: true, lastKnown: noon + .milliseconds(1),
            trust: .untrusted(lastKnown: noon + .milliseconds(1))),
        Row(what: "battery clock four days after", battery: true, lastKnown: noon - .hours(96), trust: .trusted),
        Row(what: "battery clock more than four days after", battery: true, lastKnown: noon - .hours(97),
            trust: .untrusted(lastKnown: noon - .hours(97))),
        Row(what: "no battery clock, however late", lastKnown: noon - .hours(1),
            trust: .untrusted(lastKnown: noon - .hours(1))),
    ]

    @Test(arguments: rows)
    func `a clock that nobody keeps right is trusted only for a reason`(row: Row) {
        let trust = ClockTrust(
            lastSynchronised: row.synchronised ? ClockTrust.Reading(instant: Self.boot, wall: Self.noon) : nil,
            setFromBatteryClock: row.battery, lastKnown: row.lastKnown)
        #expect(trust.judge(ClockTrust.Reading(instant: Self.boot + row.after, wall: row.wall)) == row.trust)
    }
}

@Suite("The kernel's clocks")
struct LinuxTimeTests {
    @Test
    func `the monotonic clock does not run backwards and sleeping takes it past the deadline`() async throws {
        let time = LinuxTime()
        let start = time.now()
        try await time.sleep(until: start + .milliseconds(5))
        #expect(time.now() >= start + .milliseconds(5))
        try await time.sleep(until: start)
    }

    @Test
    func `the wall clock shows this century`() {
        let reading = LinuxTime { nil }.wall()
        #expect(reading.time > WallTime(seconds: 1_700_000_000))
    }

    @Test
    func `a cancelled task does not sleep on`() async {
        let time = LinuxTime()
        let sleeper = Task { try await time.sleep(until: time.now() + .hours(1)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }
}
