import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Synchronization
import Testing

@Suite("how full it is in one word, and how full it usually is")
struct FullnessTests {
    @Test("the word for a count that is usual", arguments: [
        (0, 300, FillLevel.free), (209, 300, .free), (210, 300, .busy), (299, 300, .busy), (300, 300, .full), (301, 300, .full), (1, 1, .full),
    ])
    func words(_ row: (taken: Int, cap: Int, level: FillLevel)) {
        #expect(FillLevel(usually: row.taken, cap: row.cap) == row.level)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let level: FillLevel
        let quality: CountQuality
        let cause: @Sendable (GateUnderTest, StatusBoard) async throws -> Void
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "open and nobody in it", level: .free, quality: .exact) { _, _ in },
        Row(what: "every seat taken", level: .full, quality: .exact) { gate, _ in
            try await gate.fill(2)
            for patron in 1...2 { try await gate.enter(patron) }
        },
        Row(what: "before the opening", level: .closed, quality: .exact) { gate, _ in gate.time.advance(by: .hours(23)) },
        Row(what: "a store that fell silent", level: .unknown, quality: .late) { gate, board in
            _ = await board.report()
            gate.store.fail(.diskFault)
        },
        Row(what: "a store that never answered", level: .unknown, quality: .unknown) { gate, _ in gate.store.fail(.diskFault) },
        Row(what: "a clock that nobody believes", level: .unknown, quality: .exact) { gate, _ in
            gate.time.setTrust(.untrusted(lastKnown: nil))
        },
    ]

    @Test("what is not of this moment is never called free", arguments: rows)
    func levels(_ row: Row) async throws {
        let gate = try await GateUnderTest(cap: 2)
        let board = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1")
        try await row.cause(gate, board)
        let report = await board.report()
        #expect(report.campuses.map(\.level) == [row.level] && report.campuses.map(\.quality) == [row.quality])
        let coarse = CoarseReport(report)
        #expect(coarse.campuses.map(\.level) == [row.level] && coarse.campuses.map(\.quality) == [row.quality])
    }

    @Test("the usual count is the median of days, and of three days at least", arguments: [
        ([], nil), ([[5], [5]], nil), ([[5], [5], []], nil), ([[10, 20, 90], [30], [50]], 30), ([[1], [2], [3], [400]], 2),
        ([[0], [0], [0]], 0), ([[10, 12], [20, 22], [30, 32]], 20),
    ] as [([[Int]], Int?)])
    func usual(_ row: (days: [[Int]], count: Int?)) {
        #expect(usualCount(row.days) == row.count)
    }

    private static func sample(_ at: WallTime, _ inside: Int) -> OccupancySample {
        OccupancySample(campus: GateUnderTest.east, at: at, inside: inside, reserved: 0)
    }

    @Test func `what is usual is looked for at the same half hour of the same weekday of eight weeks, and once each half hour`() async throws {
        let gate = try await GateUnderTest()
        let history = OccupancyHistory(store: gate.store, time: gate.time)
        let campus = gate.settings.campuses[0]
        let half = GateUnderTest.nine - .minutes(30)
        for week in 1...9 { try await gate.store.keep(Self.sample(half - .hours(168 * week), week * 10)) }
        // Other half hours, other weekdays: all far fuller.
        for shift in [Duration.minutes(30), .minutes(-5), .hours(24)] {
            for week in 1...8 { try await gate.store.keep(Self.sample(half - .hours(168 * week) + shift, 300)) }
        }
        #expect(await history.usually(at: campus) == 40)
        gate.store.fail(.diskFault)
        #expect(await history.usually(at: campus) == 40)
        gate.time.advance(by: .minutes(5))
        #expect(await history.usually(at: campus) == nil, "nine o'clock is another half hour")
        gate.store.heal()
        #expect(await history.usually(at: campus) == 300)
        gate.time.setTrust(.untrusted(lastKnown: nil))
        #expect(await history.usually(at: campus) == nil)
    }

    @Test func `the curve of a day is that of the local day`() async throws {
        let gate = try await GateUnderTest()
        let history = OccupancyHistory(store: gate.store, time: gate.time)
        let midnight = GateUnderTest.nine - .hours(9)
        for minutes in [-5, 0, 9 * 60, 24 * 60 - 5, 24 * 60] { try await gate.store.keep(Self.sample(midnight + .minutes(minutes), 1)) }
        let curve = try await history.curve(of: gate.settings.campuses[0], onDayOf: gate.time.wall().time)
        #expect(curve.map { ($0.at - midnight) / .minutes(1) } == [0, 540, 1435])
    }

    @Test func `each campus is counted every five minutes while it is open, and while somebody is in it`() async throws {
        let gate = try await GateUnderTest()
        let passage = Passage(
            id: RecordID(high: 1, low: 1), campus: GateUnderTest.east, gate: GateID(rawValue: "east-main"),
            lane: GateUnderTest.inside, at: gate.time.wall().time)
        _ = try await gate.store.passedInUnmatched(passage, cause: .override)
        let keeper = SampleKeeper(
            campuses: gate.settings.campuses, store: gate.store, samples: gate.store,
            hours: HouseHours(bookings: nil, time: gate.time), time: gate.time)
        for minute in 0..<(15 * 60) {
            // While the store fails, and while the clock cannot be believed, there are gaps.
            if minute == 60 { gate.store.fail(.diskFault) }
            if minute == 90 { gate.store.heal() }
            if minute == 120 { gate.time.setTrust(.untrusted(lastKnown: nil)) }
            if minute == 150 { gate.time.setTrust(.trusted) }
            // Closing is at 22:00, and the one who is left is counted out at 23:00.
            if minute == 14 * 60 + 5 { _ = try await gate.store.closeDay(of: GateUnderTest.east, begunBefore: gate.time.wall().time, at: vouched(gate.time.wall().time)) }
            try? await keeper.takeDue()
            gate.time.advance(by: .seconds(60))
        }
        let begin = GateUnderTest.nine - .minutes(5)
        let samples = try await gate.store.samples(of: GateUnderTest.east, from: begin, until: begin + .hours(20))
        #expect(samples.first?.at == begin && samples.last?.at == GateUnderTest.nine + .hours(14) - .minutes(5))
        #expect(samples.allSatisfy { $0.inside == 1 && $0.reserved == 0 })
        let gaps = zip(samples, samples.dropFirst()).filter { $1.at - $0.at > .minutes(5) }.map { ($1.at - $0.at) / .minutes(1) }
        #expect(gaps == [35, 35])
    }

    @Test func `many who ask at once cost one look, and each answer is of a quarter of a second at the most`() async throws {
        let gate = try await GateUnderTest()
        let looks = Mutex(0)
        let board = StatusBoard(settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1")
        let time = gate.time
        let shelf = StatusShelf(now: { time.now() }, make: {
            looks.withLock { $0 += 1 }
            await Task.yield()
            return await board.report()
        })
        await withTaskGroup(of: StatusReport.self) { group in
            for _ in 0..<100 { group.addTask { await shelf.report() } }
            for await report in group { #expect(report.uptimeSeconds == 0) }
        }
        #expect(looks.withLock { $0 } == 1)
        gate.time.advance(by: .milliseconds(249))
        _ = await shelf.report()
        #expect(looks.withLock { $0 } == 1)
        gate.time.advance(by: .milliseconds(1))
        _ = await shelf.report()
        #expect(looks.withLock { $0 } == 2)
    }

    @Test func `pictures a second are those of the last two seconds, and none when none come`() {
        let tally = FrameTally()
        let at = { (milliseconds: Int64) in Instant(nanoseconds: milliseconds * 1_000_000) }
        #expect(tally.counts(at: at(0)).framesPerSecond == 0)
        for frame in 0...100 { tally.count(at: at(Int64(frame) * 40), codes: frame == 50 ? 1 : 0) }
        let counts = tally.counts(at: at(4001))
        #expect(counts.frames == 101 && counts.framesPerSecond == 25 && counts.lastRead == at(2000))
        #expect(tally.counts(at: at(9000)).framesPerSecond == 0 && tally.counts(at: at(9000)).frames == 101)
    }
}
