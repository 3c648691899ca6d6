import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Logging
import Passes
import Testing

@Suite("whoever presents a code is answered what the patron is told")
struct AnswerTests {
    private func answer(_ gate: GateUnderTest, _ number: Int, at lane: LaneID = GateUnderTest.inside) async throws -> DecisionCode? {
        let code = await gate.controller.present(try gate.pass(number), at: lane, seen: gate.time.now())?.code
        #expect(gate.toldCodes.last == code)
        return code
    }

    @Test func `entry, full and exit`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(2)
        #expect(try await answer(gate, 1) == .entry)
        await gate.goThrough()
        #expect(try await answer(gate, 2) == .full)
        #expect(try await answer(gate, 1, at: GateUnderTest.outside) == .exit)
        await gate.goThrough(.exit)
        #expect(try await answer(gate, 2) == .entry)
    }

    @Test func `a store that fails is a fault of the gate, and no exit's`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.store.fail(.diskFull)
        #expect(try await answer(gate, 1) == .gateFault)
        #expect(try await answer(gate, 1, at: GateUnderTest.outside) == .exit)
    }

    @Test func `a relay that refuses is a fault of the gate, whatever was decided`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.bank.inject(.failing, on: GateUnderTest.line("relay-entry", GateUnderTest.inside))
        #expect(try await answer(gate, 1) == .gateFault)
    }

    @Test func `the wiring finds the lane in whichever gate it is`() async throws {
        let gate = try await GateUnderTest(gates: 2)
        try await gate.fill(2)
        let time = gate.time
        let bank = SimulatedBank(time: time)
        let hardware = Hardware(
            bank: { _ in bank }, camera: { _ in nil }, cutOff: { _ in SimulatedCutOff(time: time) },
            watchdog: SilentWatchdog())
        let topology = try Topology(
            settings: gate.settings, keys: gate.keys, store: gate.store,
            thread: try ThreadExecutor(for: "a test", time: LinuxTime()), time: time, hardware: hardware, version: "1",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, tell: { [told = gate.told] in told.add($0) })
        #expect(topology.lanes.map(\.lane.rawValue) == ["east-in", "east-out", "side-in", "side-out"])
        #expect(topology.lanes.map(\.gate.rawValue) == ["east-main", "east-main", "side-main", "side-main"])
        #expect(topology.lanes.map(\.direction) == [.entry, .exit, .entry, .exit])
        #expect(topology.lanes.allSatisfy { $0.campus == GateUnderTest.east })
        #expect(await topology.present(try gate.pass(1), at: LaneID(rawValue: "east-in"))?.code == .entry)
        #expect(topology.screens.state(of: LaneID(rawValue: "east-in"))?.screen.code == .entry)
        #expect(topology.screens.state(of: LaneID(rawValue: "side-in"))?.screen.kind == .idle)
        #expect(await topology.present(try gate.pass(2), at: LaneID(rawValue: "side-in"))?.code == .entry)
        #expect(await topology.present(try gate.pass(2), at: LaneID(rawValue: "side-out"))?.code == .exit)
        #expect(await topology.present(try gate.pass(2), at: LaneID(rawValue: "nowhere")) == nil)
        #expect(gate.toldCodes == [.entry, .entry, .exitUnmatched])
        #expect(bank.history(of: "side-in.relay-entry").count(where: \.active) == 1)
        #expect(bank.history(of: "side-in.relay-exit").isEmpty)
    }
}
