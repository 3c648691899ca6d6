import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Passes
import Synchronization

/// The gate of the library: its controller on simulated lines.
final class GateUnderTest: Sendable {
    let controller: GateController
    let status: StatusBoard
    let lanes: [LanePlace]
    let screens: Screens
    /// What happens here, for screens and desks.
    let feed = EventFeed(run: RecordID(high: 1, low: 1))
    private let bank: SimulatedBank
    private let time: SimulatedTime
    /// Locked because lines change under several tasks.
    private let edges = Mutex<[(line: String, edge: LineEdge)]>([])

    init(settings: Settings, keys: KeyRing, store: any GateStore, time: SimulatedTime) throws {
        self.time = time
        let (bank, plan, feed) = (SimulatedBank(time: time), settings.gates[0], feed)
        self.bank = bank
        let desk = PassDesk(verifier: PassVerifier(ring: keys), campuses: settings.campuses, policy: settings.location)
        var outputs: [LaneID: LaneOutputs] = [:]
        for lane in plan.lanes {
            let relay = { (way: Direction) in
                PulsedOutput(
                    try bank.output(Self.relay(way, lane.id)), time: time, cutOff: SimulatedCutOff(time: time), report: { _ in })
            }
            outputs[lane.id] = LaneOutputs(relays: [.entry: try relay(.entry), .exit: try relay(.exit)])
        }
        lanes = plan.lanes.map { LanePlace(lane: $0.id, gate: plan.id, campus: plan.campus, direction: $0.direction) }
        let screens = Screens(
            lanes: lanes, campuses: settings.campuses, times: settings.kiosk.times, store: store,
            hours: HouseHours(bookings: nil, time: time), time: time)
        self.screens = screens
        controller = GateController(
            gate: plan.id, settings: settings, desk: desk, store: store, outputs: outputs,
            on: try ThreadExecutor(for: "a test", time: LinuxTime()), time: time,
            chance: SeededChance(seed: 7), tell: { feed.publish($0) }, show: { screens.hear($0, at: $1) })
        status = StatusBoard(settings: settings, gates: [controller], store: store, time: time, version: "test")
        bank.observe { [weak self] line, edge in self?.edges.withLock { $0.append((line, edge)) } }
    }

    private static func relay(_ way: Direction, _ lane: LaneID) -> String { "\(lane).relay-\(way.rawValue)" }

    /// The turnstiles say that they are ready, and the lanes come to rest.
    func start() async {
        for lane in lanes.map(\.lane) {
            for input in LaneInput.allCases {
                bank.drive("\(lane).\(input.role.rawValue)", input == .ready, at: time.now())
                await controller.level(input, active: input == .ready, at: lane)
            }
        }
        // As a board does at its start: nothing is left of a run before.
        try? await controller.resume()
        await advance(by: .seconds(1))
    }

    /// What a camera at the lane does with a code that it has read.
    @discardableResult
    func present(_ code: [UInt8], at lane: LaneID) async -> Decision? {
        let decision = await controller.present(code, at: lane, seen: time.now())
        await settle()
        return decision
    }

    /// Somebody goes through: the sensor is active for 400 ms.
    func goThrough(_ way: Direction, at lane: LaneID) async {
        let sensor = "\(lane).\((way == .entry ? LaneInput.passageIn : .passageOut).role.rawValue)"
        bank.drive(sensor, true, at: time.now())
        await settle()
        await advance(by: .milliseconds(400))
        bank.drive(sensor, false, at: time.now())
        await settle()
        await advance(by: .milliseconds(250))
    }

    /// A button, a key switch or a contact changes and comes to rest.
    func drive(_ input: LaneInput, _ active: Bool, at lane: LaneID) async {
        bank.drive("\(lane).\(input.role.rawValue)", active, at: time.now())
        await settle()
        await advance(by: .milliseconds(300))
    }

    /// Moves time, stopping wherever the gate wants to act.
    func advance(by duration: Duration) async {
        let target = time.now() + duration
        while time.now() < target {
            time.advance(to: min(await controller.nextDeadline ?? target, target))
            await controller.tick()
            await settle()
        }
    }

    /// Hands the edges of the lines over until none is left.
    private func settle() async {
        while case let waiting = edges.withLock({ edges in defer { edges = [] }; return edges }), !waiting.isEmpty {
            for (line, edge) in waiting {
                for lane in lanes.map(\.lane) {
                    guard let input = LaneInput.allCases.first(where: { "\(lane).\($0.role.rawValue)" == line }) else { continue }
                    await controller.edge(input, active: edge.active, at: lane, instant: edge.at)
                }
            }
        }
    }

    /// How often the relay was energised.
    func pulses(_ way: Direction, at lane: LaneID) -> Int {
        bank.history(of: Self.relay(way, lane)).count(where: \.active)
    }
}
