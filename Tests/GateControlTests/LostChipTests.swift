import GateControl
import GateHardware
import LaneControl
import LibraryModel
import Passes
import Testing

/// A gate with the threads of its inputs, on simulated lines and the real clock.
private struct RunningGate {
    let bank: SimulatedBank
    let time = LinuxTime()
    let controller: GateController
    let service: GateService
    private let told: AsyncStream<Happening>

    init(_ house: GateUnderTest, bank: (SimulatedBank) -> Void = { _ in }) throws {
        let time = time
        let lines = SimulatedBank(time: time)
        self.bank = lines
        let plan = house.settings.gates[0]
        for lane in plan.lanes { lines.drive(GateUnderTest.line("ready", lane.id), true, at: time.now()) }
        bank(lines)
        let gateLines = try GateLines(
            of: plan, on: lines, time: time, cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) },
            alert: { _, _ in })
        let (told, tray) = AsyncStream.makeStream(of: Happening.self)
        self.told = told
        controller = GateController(
            gate: plan.id, settings: house.settings,
            desk: PassDesk(
                verifier: PassVerifier(ring: house.keys), campuses: house.settings.campuses, policy: house.settings.location),
            store: house.store, outputs: gateLines.outputs, on: try ThreadExecutor(for: "the gates", time: time), time: time,
            chance: SeededChance(seed: 1), tell: { tray.yield($0) })
        service = GateService(controller: controller, lines: gateLines, readers: [:], time: time)
    }

    /// Waits until this has happened at each of the lanes.
    func wait(at lanes: [LaneID], for wanted: (Happening.What) -> Bool) async {
        var missing = Set(lanes)
        for await happening in told where wanted(happening.what) {
            missing.remove(happening.lane)
            if missing.isEmpty { return }
        }
        Issue.record("not told at \(missing)")
    }

    /// Waits until this holds for every lane: an input counts when it has rested.
    func wait(until holds: (LaneStatus) -> Bool) async throws {
        while await !lanes().allSatisfy(holds) { try await Task.sleep(for: .milliseconds(5)) }
    }

    func lanes() async -> [LaneStatus] { await controller.status(offset: .shanghai).lanes }
}

extension Happening.What {
    fileprivate var isFault: Bool { if case .lineFault = self { true } else { false } }
    fileprivate var isMended: Bool { if case .linesMended = self { true } else { false } }
    fileprivate var isUnlocked: Bool { if case .unlocked(.entry, _) = self { true } else { false } }
    fileprivate var isEmergency: Bool { if case .modeChanged(.emergency) = self { true } else { false } }
}

@Suite("A gate whose chip or line is lost", .timeLimit(.minutes(5)))
struct LostChipTests {
    static let both = [GateUnderTest.inside, GateUnderTest.outside]

    @Test func `it starts without its chip, serves when that comes, and again after it was gone`() async throws {
        let gate = try RunningGate(try await GateUnderTest(turnstile: "ready-input: true"), bank: { $0.unplug() })
        let running = Task { try await gate.service.run() }
        for _ in 0..<2 {
            await gate.wait(at: Self.both) { $0.isFault }
            try await gate.wait { $0.gpio == "fault" && $0.state == .fault }
            gate.bank.plugIn()
            await gate.wait(at: Self.both) { $0.isMended }
            try await gate.wait { $0.gpio == "ok" && $0.state == .idle && $0.advice == [] }
            #expect(!gate.bank.level(of: GateUnderTest.line("relay-entry", GateUnderTest.inside)))
            let button = GateUnderTest.line("button-admit", GateUnderTest.inside)
            gate.bank.drive(button, true, at: gate.time.now())
            await gate.wait(at: [GateUnderTest.inside]) { $0.isUnlocked }
            gate.bank.drive(button, false, at: gate.time.now())
            gate.bank.unplug()
        }
        running.cancel()
        try await running.value
    }

    @Test func `one relay line that another program holds at the start is that lane's fault alone, until it is freed`() async throws {
        let relay = GateUnderTest.line("relay-entry", GateUnderTest.inside)
        let gate = try RunningGate(try await GateUnderTest(), bank: { $0.inject(.busy, on: relay) })
        let running = Task { try await gate.service.run() }
        await gate.wait(at: [GateUnderTest.inside]) { $0.isFault }
        let lanes = await gate.lanes()
        #expect(lanes.map(\.gpio) == ["fault", "ok"] && lanes[0].advice.count == 1)
        gate.bank.mend(relay)
        await gate.wait(at: [GateUnderTest.inside]) { $0.isMended }
        #expect(gate.bank.heldLines.contains(relay) && !gate.bank.level(of: relay))
        running.cancel()
        try await running.value
    }

    @Test func `twenty-one changes of the fire contact end in an emergency`() async throws {
        let gate = try RunningGate(try await GateUnderTest())
        let running = Task { try await gate.service.run() }
        let fire = GateUnderTest.line("fire", GateUnderTest.inside)
        for change in 0...20 { gate.bank.drive(fire, change.isMultiple(of: 2), at: gate.time.now()) }
        await gate.wait(at: [GateUnderTest.inside]) { $0.isEmergency }
        #expect(await gate.lanes()[0].mode == .emergency)
        running.cancel()
        try await running.value
    }
}
