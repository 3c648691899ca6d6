import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Passes
import Testing

/// A campus with one or more gates on simulated lines and simulated time: what a board runs, less its cameras.
///
/// Gate 0 has the lanes `east-in` and `east-out`, gate 1 `side-in` and `side-out`. It is 2026-11-21, 08:55 in Shanghai;
/// patron `n` has booking `n` from nine to eleven.
final class GateUnderTest {
    static let east = CampusID(rawValue: 1)
    static let nine = WallTime(milliseconds: 1_795_222_800_000)
    static let inside = LaneID(rawValue: "east-in")
    static let outside = LaneID(rawValue: "east-out")
    private static let gates = ["east", "side"]

    let settings: Settings
    let time: SimulatedTime
    let bank: SimulatedBank
    let store: FaultyStore
    /// What the controllers write to: ``store``, or the one that was handed in.
    private let written: any GateStore
    private let meter: GateMeter?
    let told = Noted<Happening>()
    /// Which unlock lines were on when something was told.
    let linesWhenTold = Noted<Set<String>>()
    let screens: Screens
    private(set) var controllers: [GateController] = []
    /// The keys that the gates believe.
    let keys: KeyRing
    private let desk: PassDesk
    private let thread: ThreadExecutor
    private let issuer: PassIssuer
    private let edges = Noted<(String, LineEdge)>()
    private var boots: UInt64 = 0
    private var writer: Task<Void, Never>?

    var controller: GateController { controllers[0] }

    /// - Parameters:
    ///   - turnstile: keys of every lane's `turnstile`.
    ///   - rules: lines of `rules`.
    ///   - path: the store's file; nil keeps it in memory.
    ///   - other: a store in the place of that one.
    init(
        gates count: Int = 1, cap: Int = 300, turnstile: String = "", rules: [String] = [], path: String? = nil,
        store other: (any GateStore)? = nil, meter: GateMeter? = nil
    ) async throws {
        self.meter = meter
        thread = try ThreadExecutor(for: "a test", time: LinuxTime())
        settings = try SettingsFile.read(
            Self.configuration(gates: count, cap: cap, turnstile: turnstile, rules: rules), name: "gate.yaml")
        time = SimulatedTime(now: Instant(nanoseconds: 3_600_000_000_000), wall: Self.nine - .minutes(5))
        bank = SimulatedBank(time: time)
        var options = SQLiteStore.Options()
        options.durability = .none
        store = FaultyStore(
            try path.map { try SQLiteStore(path: $0, options: options) } ?? SQLiteStore(inMemory: options))
        written = other ?? store
        let key = try SigningKey(
            seed: Array(0..<32), validFrom: Self.nine - .hours(48), validUntil: Self.nine + .hours(48))
        let ring = try SigningKeyRing([key])
        issuer = PassIssuer(ring: ring)
        keys = ring.publicRing
        desk = PassDesk(
            verifier: PassVerifier(ring: ring.publicRing), campuses: settings.campuses, policy: settings.location)
        screens = Screens(
            lanes: settings.gates.flatMap { gate in
                gate.lanes.map { LanePlace(lane: $0.id, gate: gate.id, campus: gate.campus, direction: $0.direction) }
            }, campuses: settings.campuses, times: LaneScreen.Times(), store: written,
            hours: HouseHours(bookings: nil, time: time), time: time)
        let edges = edges
        bank.observe { name, change in edges.add((name, change)) }
        for lane in settings.gates.flatMap(\.lanes) where lane.machine.hasReadyInput {
            bank.drive(Self.line("ready", lane.id), true, at: time.now())
        }
        _ = edges.takeAll()
        try await boot()
        // The ready input comes to rest.
        if settings.gates[0].lanes[0].machine.hasReadyInput { await advance(by: .seconds(1)) }
    }

    private static func configuration(gates count: Int, cap: Int, turnstile: String, rules: [String]) -> String {
        var text = """
            campuses:
              - { id: 1, slug: east, name: { zh: 东校区, en: East }, cap: \(cap), hours: { daily: 08:00-22:00 },
                  fence: { datum: GCJ-02, centre: [31.2, 121.5], radius: 150 m } }
            gates:

            """
        for gate in gates.prefix(count) {
            text += "  - id: \(gate)-main\n    campus: east\n    board: simulated\n    lanes:\n"
            for (way, direction) in [("in", "entry"), ("out", "exit")] {
                text += "      - { id: \(gate)-\(way), direction: \(direction), line-prefix: \(gate)-\(way)., "
                text += "camera: { device: \"drawn:\(gate)-\(way)\" }, turnstile: { \(turnstile) } }\n"
            }
        }
        if !rules.isEmpty { text += "rules:\n" + rules.map { "  \($0)\n" }.joined() }
        return text
    }

    static func line(_ role: String, _ lane: LaneID) -> String { "\(lane).\(role)" }

    /// Powers the controllers up, or up again after whatever they did: levels are read, held seats are taken up.
    func boot() async throws {
        boots += 1
        controllers = []
        for (index, gate) in settings.gates.enumerated() {
            var outputs: [LaneID: LaneOutputs] = [:]
            for lane in gate.lanes {
                outputs[lane.id] = LaneOutputs(
                    relays: [.entry: relay("entry", lane.id), .exit: relay("exit", lane.id)],
                    lamps: [
                        .green: SteadyOutput(Self.line("lamp-green", lane.id), on: bank),
                        .red: SteadyOutput(Self.line("lamp-red", lane.id), on: bank),
                        .buzzer: SteadyOutput(Self.line("buzzer", lane.id), on: bank),
                    ])
            }
            let (told, screens, bank, linesWhenTold) = (told, screens, bank, linesWhenTold)
            let relays = gate.lanes.flatMap { [Self.line("relay-entry", $0.id), Self.line("relay-exit", $0.id)] }
            let controller = GateController(
                gate: gate.id, settings: settings, desk: desk, store: written, outputs: outputs, on: thread,
                time: time, chance: SeededChance(seed: boots << 8 | UInt64(index)), meter: meter,
                tell: {
                    linesWhenTold.add(Set(relays.filter(bank.level(of:))))
                    told.add($0)
                },
                show: { screens.hear($0, at: $1) })
            controllers.append(controller)
            for lane in gate.lanes {
                for input in LaneInput.allCases {
                    await controller.level(input, active: bank.level(of: Self.line(input.role.rawValue, lane.id)), at: lane.id)
                }
            }
            try? await controller.resume()
        }
        await settle()
    }

    /// The power goes: the controllers are gone in the middle of whatever they did.
    func powerCut() { controllers = [] }

    private func relay(_ way: String, _ lane: LaneID) -> PulsedOutput {
        PulsedOutput(
            SteadyOutput(Self.line("relay-\(way)", lane), on: bank), time: time, cutOff: SimulatedCutOff(time: time), report: { _ in })
    }

    /// A writer of its own for the first gate, at work when this returns; ``heal()`` ends it.
    func startWriter() async {
        let controller = controller
        writer = Task { await controller.writeRecords() }
        while await !controller.hasWriter { await Task.yield() }
    }

    /// The store answers again, and everything is written.
    func heal() async {
        store.heal()
        writer?.cancel()
        await writer?.value
        writer = nil
        await controller.catchUp()
    }

    // MARK: What is filled in beforehand

    static func patron(_ number: Int) throws -> PatronID { try #require(PatronID(rawValue: "2021\(100_000 + number)")) }
    static func booking(_ number: Int) -> BookingID { BookingID(rawValue: UInt64(number)) }

    /// Patrons and their bookings `1...count`.
    func fill(_ count: Int) async throws {
        _ = try await store.importPatrons((1...count).map {
            PatronRow(line: $0, patron: try Self.patron($0), name: "anna \($0)", standing: .active)
        })
        _ = try await store.importBookings((1...count).map {
            BookingRow(
                line: $0, booking: Self.booking($0), patron: try Self.patron($0), campus: Self.east, start: Self.nine,
                end: Self.nine + .hours(2))
        }, at: Self.nine - .hours(24))
    }

    /// The pass that patron `number`'s phone shows now.
    func pass(_ number: Int) throws -> [UInt8] {
        let second = WallTime(seconds: time.wall().time.milliseconds / 1000)
        let point = try #require(GeoPoint(latitude: 31.2, longitude: 121.5))
        let claims = PassClaims(
            booking: Self.booking(number), campus: Self.east, start: Self.nine, length: .hours(2), issuedAt: second,
            lifetime: .seconds(60),
            fix: LocationFix(point: point, accuracy: Metres(10), datum: .gcj02, age: .seconds(2)))
        return Array(try issuer.issue(claims).utf8)
    }

    // MARK: What happens at the gate

    /// The controller that has this lane.
    func gate(of lane: LaneID) throws -> GateController {
        let index = try #require(settings.gates.firstIndex { $0.lanes.contains { $0.id == lane } })
        return controllers[index]
    }

    func present(_ code: [UInt8], at lane: LaneID = inside) async throws {
        try await gate(of: lane).present(code, at: lane, seen: time.now())
        await settle()
    }

    func present(_ number: Int, at lane: LaneID = inside) async throws { try await present(try pass(number), at: lane) }

    /// Somebody goes through: the sensor is active for 400 ms.
    func goThrough(_ direction: Direction = .entry, at lane: LaneID? = nil) async {
        let lane = lane ?? (direction == .entry ? Self.inside : Self.outside)
        await press(direction == .entry ? .passageIn : .passageOut, for: .milliseconds(400), at: lane)
    }

    /// An input is active for so long.
    func press(_ input: LaneInput, for length: Duration = .milliseconds(150), at lane: LaneID = inside) async {
        await drive(input, true, at: lane)
        await advance(by: length)
        await drive(input, false, at: lane)
        await advance(by: .milliseconds(250))
    }

    func drive(_ input: LaneInput, _ active: Bool, at lane: LaneID = inside) async {
        bank.drive(Self.line(input.role.rawValue, lane), active, at: time.now())
        await settle()
    }

    /// Patron `number` goes in.
    func enter(_ number: Int) async throws {
        try await present(number)
        await goThrough()
    }

    /// Moves time, stopping wherever a gate wants to act.
    func advance(by duration: Duration) async {
        let target = time.now() + duration
        while true {
            var next = target
            for controller in controllers {
                if let deadline = await controller.nextDeadline { next = min(next, deadline) }
            }
            time.advance(to: next)
            for controller in controllers { await controller.tick() }
            await settle()
            if next == target { return }
        }
    }

    /// Hands the edges of the lines over until none is left.
    private func settle() async {
        while case let waiting = edges.takeAll(), !waiting.isEmpty {
            for (name, edge) in waiting {
                for gate in settings.gates {
                    for lane in gate.lanes {
                        guard let input = LaneInput.allCases.first(where: { Self.line($0.role.rawValue, lane.id) == name }),
                            let controller = try? self.gate(of: lane.id)
                        else { continue }
                        await controller.edge(input, active: edge.active, at: lane.id, instant: edge.at)
                    }
                }
            }
        }
    }

    // MARK: What can be seen

    /// Inside and reserved.
    func seats() async throws -> [Int] {
        let seats = try await store.occupancy(of: Self.east, cap: settings.campuses[0].cap)
        return [seats.inside, seats.reserved]
    }

    /// The codes that are recorded, oldest first.
    func recorded() async throws -> [DecisionCode] {
        try await store.recentDecisions(limit: StoreLimits.page).reversed().map(\.code)
    }

    /// The codes that patrons were told, oldest first.
    var toldCodes: [DecisionCode] {
        told.all.compactMap { if case .decided(let decision, _, _) = $0.what { decision.code } else { nil } }
    }

    func status(of lane: LaneID = inside) async throws -> LaneStatus {
        let status = try await gate(of: lane).status(offset: .shanghai)
        return try #require(status.lanes.first { $0.lane == lane.rawValue })
    }
}
