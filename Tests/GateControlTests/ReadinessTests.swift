import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing

@Suite("Ready is a gate that could record an entry now")
struct ReadinessTests {
    /// Runs it while `body` asks.
    private static func running(_ readiness: Readiness, _ body: () async throws -> Void) async throws {
        let running = Task { try await readiness.run() }
        try await body()
        running.cancel()
        try await running.value
    }

    @Test func `a store that refuses, and a record that waits for it, are not ready until it is written`() async throws {
        let gate = try await GateUnderTest()
        let readiness = Readiness(of: [gate.controller], store: gate.store, time: gate.time)
        try await Self.running(readiness) {
            #expect(await readiness.isReady())
            gate.store.fail(.diskFull)
            #expect(await readiness.isReady(), "an answer stands for two seconds")
            await gate.advance(by: .seconds(3))
            #expect(await !readiness.isReady())
            try await gate.present(Array("x".utf8))
            gate.store.heal()
            #expect(await !readiness.isReady(), "a record waits")
            await gate.controller.catchUp()
            await gate.advance(by: .seconds(3))
            #expect(await readiness.isReady())
        }
    }

    @Test func `a store that does not answer is not ready, and nobody waits for it longer than an entry may take`() async throws {
        let gate = try await GateUnderTest()
        let readiness = Readiness(of: [gate.controller], store: gate.store, time: gate.time)
        gate.store.hang()
        let running = Task { try await readiness.run() }
        let asking = Task { await readiness.isReady() }
        while gate.store.heldCalls == 0 { await Task.yield() }
        // The first look came before the time had gone by.
        while gate.time.waiting == 0 { await Task.yield() }
        await gate.advance(by: .seconds(4))
        #expect(await !asking.value)
        #expect(await !readiness.isReady(), "the probe is still under way")
        gate.store.heal()
        running.cancel()
        try await running.value
        #expect(await !readiness.isReady(), "it has stopped")
    }

    @Test func `a gate that has not taken up what the last run left is not ready`() async throws {
        let gate = try await GateUnderTest()
        gate.powerCut()
        gate.store.fail(.locked)
        try await gate.boot()
        gate.store.heal()
        let readiness = Readiness(of: gate.controllers, store: gate.store, time: gate.time)
        try await Self.running(readiness) {
            #expect(await !readiness.isReady())
            try await gate.controller.resume()
            #expect(await readiness.isReady())
        }
    }

    @Test func `a gate that stops is not ready, whatever the disk says`() async throws {
        let gate = try await GateUnderTest()
        let readiness = Readiness(of: [gate.controller], store: gate.store, time: gate.time)
        try await Self.running(readiness) {
            #expect(await readiness.isReady())
            await gate.controller.stop()
            #expect(await !readiness.isReady())
        }
    }
}
