import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Logging
import Testing

@Suite("what must happen from time to time, whoever comes")
struct HousekeepingTests {
    /// What it sleeps for beside each other: the watchdog, chores, the clock, imports, the sweep.
    private static let loops = 5

    private final class NotingWatchdog: Watchdog {
        let heard = Noted<WatchdogMessage>()
        var interval: Duration? { .seconds(10) }
        func tell(_ message: WatchdogMessage) -> Bool {
            heard.add(message)
            return true
        }
    }

    private let gate: GateUnderTest
    private let watchdog = NotingWatchdog()

    init() async throws { gate = try await GateUnderTest() }

    /// Runs it from 08:55 while `body` moves the clock.
    private func keeping(_ body: () async throws -> Void) async throws {
        let housekeeping = Housekeeping(
            settings: gate.settings, store: gate.store, faults: nil,
            hours: HouseHours(bookings: nil, time: gate.time), time: gate.time, watchdog: watchdog, logger: Logger(label: "test"))
        let running = Task { try await housekeeping.run() }
        await rest()
        try await body()
        running.cancel()
        try await running.value
    }

    /// Waits until every loop sleeps again.
    private func rest() async { while gate.time.waiting < Self.loops { await Task.yield() } }

    /// In one leap to a minute before, as a board that slept, and then the last minute.
    private func advance(minutes: Int) async {
        for leap in [minutes - 1, 1] where leap > 0 {
            gate.time.advance(by: .seconds(60 * leap))
            await rest()
        }
    }

    private func enterSomebody() async throws {
        let passage = Passage(
            id: RecordID(high: 1, low: 1), campus: GateUnderTest.east, gate: GateID(rawValue: "east-main"),
            lane: GateUnderTest.inside, at: gate.time.wall().time)
        _ = try await gate.store.passedInUnmatched(passage, cause: .override)
    }

    private func inside() async throws -> Int { try await gate.store.occupancy(of: GateUnderTest.east, cap: 300).inside }

    @Test func `an hour after closing whoever is still counted is counted out, not a minute sooner`() async throws {
        try await enterSomebody()
        try await keeping { () async throws in
            await advance(minutes: 14 * 60 + 4)
            #expect(try await inside() == 1, "22:59")
            await advance(minutes: 2)
            #expect(try await inside() == 0)
        }
    }

    @Test func `the closing reset waits for a clock that can be believed`() async throws {
        try await enterSomebody()
        gate.time.setTrust(.untrusted(lastKnown: nil))
        try await keeping { () async throws in
            await advance(minutes: 14 * 60 + 10)
            #expect(try await inside() == 1)
            gate.time.setTrust(.trusted)
            await advance(minutes: 1)
            #expect(try await inside() == 0)
        }
    }

    @Test func `a reset that the store refuses is tried again a minute later`() async throws {
        try await enterSomebody()
        try await keeping { () async throws in
            await advance(minutes: 14 * 60)
            gate.store.fail(.diskFault)
            await advance(minutes: 10)
            gate.store.heal()
            #expect(try await inside() == 1)
            await advance(minutes: 1)
            #expect(try await inside() == 0)
        }
    }

    @Test func `one reset an evening: who comes in afterwards stays counted`() async throws {
        try await keeping { () async throws in
            await advance(minutes: 14 * 60 + 10)
            try await enterSomebody()
            await advance(minutes: 60)
            #expect(try await inside() == 1)
        }
    }

    @Test func `the last trusted time is kept each minute, and none that is not trusted`() async throws {
        try await keeping { () async throws in
            await advance(minutes: 3)
            #expect(try await gate.store.lastKnownTime() == GateUnderTest.nine - .minutes(2))
            gate.time.setTrust(.untrusted(lastKnown: nil))
            await advance(minutes: 3)
            #expect(try await gate.store.lastKnownTime() == GateUnderTest.nine - .minutes(2))
        }
    }

    @Test func `the watchdog hears that it is ready, and the end`() async throws {
        try await keeping { () async throws in
            for _ in 0..<3 {
                gate.time.advance(by: .seconds(2))
                await rest()
            }
        }
        #expect(watchdog.heard.all == [.ready, .stopping])
    }

    @Test func `a reset that was missed runs at the start, although the house is open: who came today stays`() async throws {
        try await enterSomebody()
        gate.time.advance(by: .hours(24 + 3))
        let passage = Passage(
            id: RecordID(high: 1, low: 2), campus: GateUnderTest.east, gate: GateID(rawValue: "east-main"),
            lane: GateUnderTest.inside, at: gate.time.wall().time)
        _ = try await gate.store.passedInUnmatched(passage, cause: .override)
        try await keeping { () async throws in #expect(try await inside() == 1) }
    }

    @Test func `nothing is deleted while the clock is not believed`() async throws {
        let revoked = WallTime(milliseconds: 1_000_000)
        try await gate.store.record(LaneEventRecord(
            id: RecordID(high: 9, low: 9), at: revoked, gate: GateID(rawValue: "east-main"), lane: GateUnderTest.inside,
            kind: "old", detail: ""))
        gate.time.setTrust(.untrusted(lastKnown: nil))
        try await keeping { () async throws in await advance(minutes: 130) }
        #expect(try await gate.store.sweep(at: vouched(gate.time.wall().time), keeping: RetentionPolicy()).events == 1)
    }

    /// A file of so many patrons is whole in the store, and none of it in its place: its task ended there.
    private func leaveImport(of count: Int) async throws {
        let rows = try (1...count).map {
            PatronRow(line: $0, patron: try #require(PatronID(rawValue: "S\($0)")), name: "anna", standing: .active)
        }
        let importing = Task { [store = gate.store] in
            while !Task.isCancelled { await Task.yield() }
            return try await store.importPatrons(rows)
        }
        importing.cancel()
        _ = try await importing.value
    }

    @Test func `an import that was stopped comes in within a minute, whether the clock is believed or not`() async throws {
        try await leaveImport(of: 250)
        gate.time.setTrust(.untrusted(lastKnown: nil))
        #expect(try await gate.store.halfImport()?.left == 250)
        try await keeping { () async throws in
            #expect(try await gate.store.halfImport()?.left == 250, "somebody may be at it")
            await advance(minutes: 1)
            #expect(try await gate.store.halfImport() == nil)
        }
        let last = try #require(PatronID(rawValue: "S250"))
        #expect(try await gate.store.patron(last)?.name == "anna")
    }

    @Test func `an import that somebody goes on with is left alone`() async throws {
        try await leaveImport(of: 250)
        try await keeping { () async throws in
            let seen = try #require(try await gate.store.halfImport())
            try await gate.store.finishImport(seen)
            // Whoever it is has come this far by the next look.
            try await leaveImport(of: 400)
            gate.time.advance(by: .seconds(20))
            await rest()
            let half = try #require(try await gate.store.halfImport())
            #expect(half.left == 150 && half.rows == 150, "the first 250 are known by now")
            gate.time.advance(by: .seconds(20))
            await rest()
            #expect(try await gate.store.halfImport() == nil)
        }
    }

    @Test func `signs of life are given while the clock is believed`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let life = LifeSign(of: folder.path + "/gatehouse.db")
        let start = gate.time.wall().time
        let housekeeping = Housekeeping(
            settings: gate.settings, store: gate.store, faults: nil,
            hours: HouseHours(bookings: nil, time: gate.time), life: life, time: gate.time, watchdog: watchdog,
            logger: Logger(label: "test"))
        let running = Task { try await housekeeping.run() }
        func rest() async { while gate.time.waiting < Self.loops + 1 { await Task.yield() } }
        await rest()
        #expect(life.last == start)
        gate.time.advance(by: .seconds(5))
        await rest()
        #expect(life.last == start + .seconds(5))
        gate.time.setTrust(.untrusted(lastKnown: nil))
        gate.time.advance(by: .seconds(5))
        await rest()
        #expect(life.last == start + .seconds(5))
        running.cancel()
        try await running.value
    }
}
