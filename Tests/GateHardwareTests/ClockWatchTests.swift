import GateHardware
import LibraryModel
import Testing

@Suite("a clock that jumps is not believed for a while (R26)")
struct ClockWatchTests {
    static let noon = WallTime(seconds: 1_790_000_000)

    /// Seconds of the clock that nobody can set, and what the wall clock shows beyond that.
    struct Look: Sendable {
        let second: Int
        let ahead: Double
        var isSynchronised = true
    }

    struct Row: CustomTestStringConvertible {
        let what: String
        let looks: [Look]
        /// Of the last look: nil is trusted, otherwise how far the last known time is ahead.
        let doubt: Int?
        var testDescription: String { what }
    }

    static func at(_ second: Int, _ ahead: Double, lost: Bool = false) -> Look {
        Look(second: second, ahead: ahead, isSynchronised: !lost)
    }

    static let rows = [
        Row(what: "the first look", looks: [at(0, 0)], doubt: nil),
        Row(what: "runs on", looks: [at(0, 0), at(3600, 0)], doubt: nil),
        Row(what: "slews by a second an hour", looks: (0..<300).map { at($0 * 3600, Double($0)) }, doubt: nil),
        Row(what: "steps by two minutes", looks: [at(0, 0), at(10, 120)], doubt: nil),
        Row(what: "steps by more", looks: [at(0, 0), at(10, 120.001)], doubt: 0),
        Row(what: "steps back by two minutes", looks: [at(0, 0), at(10, -120)], doubt: nil),
        Row(what: "steps back by more", looks: [at(0, 0), at(10, -120.001)], doubt: 0),
        Row(what: "an hour ahead, just before ten minutes are over", looks: [at(0, 0), at(10, 3600), at(609, 3600)], doubt: 0),
        Row(what: "an hour ahead, ten minutes later", looks: [at(0, 0), at(10, 3600), at(610, 3600)], doubt: nil),
        Row(what: "an hour ahead and back again: ten minutes from then",
            looks: [at(0, 0), at(10, 3600), at(400, 0), at(700, 0)], doubt: 0),
        Row(what: "an hour ahead and back again, ten minutes later",
            looks: [at(0, 0), at(10, 3600), at(400, 0), at(1000, 0)], doubt: nil),
        Row(what: "set right, and nobody synchronises", looks: [at(0, 0), at(10, 3600), at(700, 3600, lost: true)], doubt: 0),
        Row(what: "then synchronised again", looks: [at(0, 0), at(10, 3600), at(700, 3600, lost: true), at(701, 3600)], doubt: nil),
        Row(what: "the step hides behind a moment without synchronisation",
            looks: [at(0, 0), at(10, 3600, lost: true), at(11, 3600)], doubt: 0),
        Row(what: "set wrong by hand and put right by the service", looks: [at(0, 0), at(10, 3600, lost: true), at(20, 0)], doubt: nil),
        Row(what: "synchronised for the first time, years after the boot",
            looks: [at(0, -1e9, lost: true), at(10, 0)], doubt: nil),
        Row(what: "never synchronised", looks: [at(0, 0, lost: true)], doubt: nil),
    ]

    @Test(arguments: rows)
    func `a row of looks`(row: Row) {
        var watch = ClockWatch()
        var trust: ClockReading.Trust?
        var last = Look(second: 0, ahead: 0)
        for look in row.looks {
            let wall = Self.noon + .seconds(look.second) + .milliseconds(Int64(look.ahead * 1000))
            trust = watch.judge(
                ClockTrust.Reading(instant: Instant.zero + .seconds(look.second), wall: wall), isSynchronised: look.isSynchronised,
                setFromBatteryClock: true, lastKnown: Self.noon)
            last = look
        }
        let expected = Self.noon + .seconds(last.second)
        #expect(trust == row.doubt.map { .untrusted(lastKnown: expected + .seconds($0)) } ?? .trusted)
    }

    @Test func `a board that slept is late and not wrong`() {
        // CLOCK_BOOTTIME goes on while the machine sleeps, and so does the wall clock.
        var watch = ClockWatch()
        for hour in [0, 9] {
            let reading = ClockTrust.Reading(instant: Instant.zero + .hours(hour), wall: Self.noon + .hours(hour))
            #expect(watch.judge(reading, isSynchronised: true) == .trusted)
        }
    }

    @Test func `the simulated clock shows the same`() {
        let time = SimulatedTime(wall: Self.noon)
        time.stepWall(to: Self.noon + .minutes(2))
        #expect(time.wall().trust == .trusted)
        time.stepWall(to: Self.noon + .hours(1))
        let last = Self.noon + .minutes(2)
        #expect(time.wall() == ClockReading(time: Self.noon + .hours(1), trust: .untrusted(lastKnown: last), believed: last))
        time.advance(by: .minutes(10))
        #expect(time.wall() == ClockReading(time: Self.noon + .minutes(70), trust: .trusted))
        time.stepWall(to: Self.noon)
        #expect(time.wall().trust != .trusted)
        time.setTrust(.trusted)
        #expect(time.wall().trust == .trusted)
        time.stepWall(to: Self.noon + .hours(5))
        time.setWall(Self.noon)
        #expect(time.wall() == ClockReading(time: Self.noon, trust: .trusted))
    }
}
