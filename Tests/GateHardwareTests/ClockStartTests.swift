import GateHardware
import LibraryModel
import Testing

@Suite("a clock that begins far from the last written time is not believed at once (R26)")
struct ClockStartTests {
    static let written = WallTime(seconds: 1_790_000_000)

    /// Minutes since the first look, whether the kernel calls the clock synchronised, and how far the wall clock has jumped.
    struct Look: Sendable {
        let minute: Int
        var isSynchronised = true
        var jumped: Duration = .zero
    }

    struct Row: CustomTestStringConvertible {
        let what: String
        /// At the first look.
        let ahead: Duration
        let looks: [Look]
        let isBelieved: Bool
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "off over a weekend", ahead: .hours(82), looks: [Look(minute: 0)], isBelieved: true),
        Row(what: "off for a summer, at once", ahead: .hours(24 * 60), looks: [Look(minute: 0)], isBelieved: false),
        Row(what: "off for a summer, just before an hour is over", ahead: .hours(24 * 60),
            looks: [Look(minute: 0), Look(minute: 59)], isBelieved: false),
        Row(what: "off for a summer, an hour later", ahead: .hours(24 * 60), looks: [Look(minute: 0), Look(minute: 60)], isBelieved: true),
        Row(what: "off for a summer, and not synchronised in between", ahead: .hours(24 * 60),
            looks: [Look(minute: 0), Look(minute: 40, isSynchronised: false), Look(minute: 60)], isBelieved: false),
        Row(what: "the hour begins again then", ahead: .hours(24 * 60),
            looks: [Look(minute: 0), Look(minute: 40, isSynchronised: false), Look(minute: 100)], isBelieved: true),
        Row(what: "400 days, an hour later", ahead: .hours(9600), looks: [Look(minute: 0), Look(minute: 60)], isBelieved: false),
        Row(what: "400 days, a day later", ahead: .hours(9600), looks: [Look(minute: 0), Look(minute: 1440)], isBelieved: false),
        Row(what: "behind, a day later", ahead: .zero - .hours(3), looks: [Look(minute: 0), Look(minute: 1440)], isBelieved: false),
        Row(what: "400 days and then put right", ahead: .hours(9600),
            looks: [Look(minute: 0), Look(minute: 5, jumped: .zero - .hours(9600)), Look(minute: 15, jumped: .zero - .hours(9600))],
            isBelieved: true),
        Row(what: "jumps by 400 days during the run, an hour later", ahead: .zero,
            looks: [Look(minute: 0), Look(minute: 1, jumped: .hours(9600)), Look(minute: 61, jumped: .hours(9600))], isBelieved: false),
        Row(what: "jumps by 60 days during the run, ten minutes later", ahead: .zero,
            looks: [Look(minute: 0), Look(minute: 1, jumped: .hours(1440)), Look(minute: 11, jumped: .hours(1440))], isBelieved: false),
        Row(what: "jumps by 60 days during the run, an hour later", ahead: .zero,
            looks: [Look(minute: 0), Look(minute: 1, jumped: .hours(1440)), Look(minute: 61, jumped: .hours(1440))], isBelieved: true),
    ]

    private static func judge(_ look: Look, _ row: Row, _ watch: inout ClockWatch, lastKnown: WallTime?) -> ClockReading.Trust {
        watch.judge(
            ClockTrust.Reading(
                instant: .zero + .minutes(look.minute), wall: written + row.ahead + .minutes(look.minute) + look.jumped),
            isSynchronised: look.isSynchronised, lastKnown: lastKnown)
    }

    @Test("a row of looks", arguments: rows)
    func looks(row: Row) {
        var watch = ClockWatch()
        var trust: ClockReading.Trust?
        for look in row.looks { trust = Self.judge(look, row, &watch, lastKnown: Self.written) }
        #expect((trust == .trusted) == row.isBelieved)
    }

    @Test("while a clock that jumped ahead is doubted, what goes by the last believed one goes on from there")
    func believed() {
        var watch = ClockWatch()
        for (minute, jumped) in [(0, Duration.zero), (1, .hours(1200)), (2, .hours(1200))] as [(Int, Duration)] {
            let reading = ClockTrust.Reading(instant: .zero + .minutes(minute), wall: Self.written + .minutes(minute) + jumped)
            let trust = watch.judge(reading, isSynchronised: true, lastKnown: Self.written)
            #expect((trust == .trusted) == (minute == 0))
            #expect(watch.believed(at: reading.instant) == (minute == 0 ? nil : Self.written + .minutes(minute)))
        }
    }

    @Test("where nothing was ever written, the kernel's word is enough")
    func firstStart() {
        var watch = ClockWatch()
        #expect(watch.judge(ClockTrust.Reading(instant: .zero, wall: Self.written), isSynchronised: true) == .trusted)
    }

    @Test("staff who accept it are believed at once, and not by the way for another time", arguments: [Duration.hours(9600), .zero - .hours(3)])
    func accepted(ahead: Duration) {
        let row = Row(what: "", ahead: ahead, looks: [], isBelieved: true)
        var watch = ClockWatch()
        #expect(Self.judge(Look(minute: 0), row, &watch, lastKnown: Self.written) != .trusted)
        #expect(Self.judge(Look(minute: 1), row, &watch, lastKnown: Self.written + .hours(500)) != .trusted)
        #expect(Self.judge(Look(minute: 2), row, &watch, lastKnown: Self.written + ahead + .minutes(2)) == .trusted)
        #expect(Self.judge(Look(minute: 3), row, &watch, lastKnown: Self.written + ahead + .minutes(2)) == .trusted)
    }

    @Test("while a closure's end is waited for, passes are judged by the clock; a clock that must be wrong is not asked")
    func admissions() {
        for (ahead, lastKnown) in [(Duration.hours(1440), nil), (.hours(9600), Self.written + .minutes(5))] as [(Duration, WallTime?)] {
            var watch = ClockWatch()
            let row = Row(what: "", ahead: ahead, looks: [], isBelieved: false)
            _ = Self.judge(Look(minute: 0), row, &watch, lastKnown: Self.written)
            #expect(Self.judge(Look(minute: 5), row, &watch, lastKnown: Self.written) == .untrusted(lastKnown: lastKnown))
        }
    }
}
