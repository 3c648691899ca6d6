import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Logging
import Testing

@Suite("what must happen from time to time, whoever comes")
struct HousekeepingTests {
    /// What it sleeps for beside each other: the watchdog, chores, the clock, the sweep.
    private static let loops = 4

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
