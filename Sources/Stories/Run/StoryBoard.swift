import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Passes
import Synchronization

/// The simulated hardware of a story and the controllers on it. A power cut makes the controllers anew.
final class StoryBoard {
    let bank: SimulatedBank
    let time: SimulatedTime
    private let thread: ThreadExecutor
    private(set) var gates: [GateController] = []
    private let house: StoryHouse
    private let store: any GateStore
    private let desk: PassDesk
    private let tell: @Sendable (Happening) -> Void
    /// Edges that lines gave and that the gates have not yet been told. Locked because the bank calls from anywhere.
    private let edges = EdgeTray()
    private(set) var boots: UInt64 = 0
    /// Gates that have not taken up their held seats yet, because the store did not answer.
    private var unresumed: [GateController] = []
    /// What will drive an input later, earliest first.
    private var later: [(at: Instant, role: LineRole, lane: String, active: Bool)] = []

    init(
        house: StoryHouse, store: any GateStore, ring: KeyRing, time: SimulatedTime,
        tell: @escaping @Sendable (Happening) -> Void
    ) throws(LineError) {
        (self.house, self.store, self.time, self.tell) = (house, store, time, tell)
        thread = try ThreadExecutor(for: "a story", time: LinuxTime())
        bank = SimulatedBank(time: time)
        desk = PassDesk(
            verifier: PassVerifier(ring: ring), campuses: house.settings.campuses, policy: house.settings.location)
        let edges = edges
        bank.observe { name, change in edges.put(name, change) }
        for lane in house.settings.gates.flatMap(\.lanes) {
            bank.drive(StoryLine.name(.ready, of: lane.id), true, at: time.now())
        }
        _ = edges.takeAll()
    }

    /// Powers the controllers up: levels are read, held seats are taken up.
    func boot() async throws {
        boots += 1
        gates = []
        for gate in house.settings.gates {
            var outputs: [LaneID: LaneOutputs] = [:]
            for lane in gate.lanes {
                outputs[lane.id] = LaneOutputs(relays: [
                    .entry: try relay(.relayEntry, of: lane.id), .exit: try relay(.relayExit, of: lane.id),
                ])
            }
            let controller = GateController(
                gate: gate.id, settings: house.settings, desk: desk, store: store, outputs: outputs, on: thread, time: time,
                chance: SeededChance(seed: 0x6A7E &+ boots), tell: tell)
            gates.append(controller)
            for lane in gate.lanes {
                for (input, role) in StoryLine.roles {
                    await controller.level(input, active: bank.level(of: StoryLine.name(role, of: lane.id)), at: lane.id)
                }
            }
        }
        unresumed = gates
        await resume()
        await settle()
    }

    /// The board has power.
    var isOn: Bool { !gates.isEmpty }

    var hasResumed: Bool { unresumed.isEmpty }

    /// Takes up held seats where that has not been done since the start.
    func resume() async {
        var left: [GateController] = []
        for gate in unresumed {
            do { try await gate.resume() } catch { left.append(gate) }
        }
        unresumed = left
    }

    /// The board loses its power: the program is gone in the middle of whatever it did; outputs fall off.
    func powerCut() {
        (gates, unresumed) = ([], [])
        for lane in house.settings.gates.flatMap(\.lanes) {
            for role in [LineRole.relayEntry, .relayExit] {
                bank.drive(StoryLine.name(role, of: lane.id), false, at: time.now())
            }
        }
    }

    private func relay(_ role: LineRole, of lane: LaneID) throws(LineError) -> PulsedOutput {
        PulsedOutput(
            try bank.output(StoryLine.name(role, of: lane)), time: time, cutOff: SimulatedCutOff(time: time),
            report: { _ in })
    }

    /// The gate that has this lane.
    func gate(of lane: String) -> GateController? {
        zip(house.settings.gates, gates).first { $0.0.lanes.contains { $0.id.rawValue == lane } }?.1
    }

    /// Drives an input, and tells the gate of every edge that came of it.
    func drive(_ role: LineRole, of lane: String, _ active: Bool) async {
        bank.drive(StoryLine.name(role, of: LaneID(rawValue: lane)), active, at: time.now())
        await settle()
    }

    /// Drives an input when that time has come.
    func drive(_ role: LineRole, of lane: String, _ active: Bool, at instant: Instant) {
        let place = later.firstIndex { instant < $0.at } ?? later.endIndex
        later.insert((instant, role, lane, active), at: place)
    }

    /// Hands over edges until none is left.
    func settle() async {
        while case let waiting = edges.takeAll(), !waiting.isEmpty {
            for (name, edge) in waiting {
                guard let (lane, input) = StoryLine.input(named: name) else { continue }
                await gate(of: lane.rawValue)?.edge(input, active: edge.active, at: lane, instant: edge.at)
            }
        }
    }

    /// Moves time to where a gate wants to act or something is driven, and lets it happen; nothing of that before
    /// `target`, it moves time there and answers false.
    func step(to target: Instant) async -> Bool {
        var next = later.first?.at
        for gate in gates {
            if let deadline = await gate.nextDeadline { next = min(next ?? deadline, deadline) }
        }
        guard let next, next <= target else {
            time.advance(to: target)
            await settle()
            return false
        }
        time.advance(to: max(next, time.now()))
        while let first = later.first, first.at <= time.now() {
            later.removeFirst()
            await drive(first.role, of: first.lane, first.active)
        }
        for gate in gates { await gate.tick() }
        await settle()
        return true
    }
}

/// Edges on their way from the lines to the gates.
private final class EdgeTray: Sendable {
    /// Locked because the bank's observer may be called from any thread.
    private let waiting = Mutex<[(String, LineEdge)]>([])

    func put(_ name: String, _ edge: LineEdge) { waiting.withLock { $0.append((name, edge)) } }

    func takeAll() -> [(String, LineEdge)] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
