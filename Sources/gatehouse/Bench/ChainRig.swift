import GateControl
import GateHardware
import Imaging
import LibraryModel
import LibraryStore
import Logging
import Passes
import ServiceLifecycle

/// A gate as it is wired on a board (`Topology`), with its camera thread, decoder, filter, controller and store with fsync;
/// only camera, lines and wall clock are the bench's.
struct ChainRig {
    let library: BenchLibrary
    /// Of the folder with the rig's own copy of the store.
    let name: String
    /// What the camera sees behind the phones; other shapes behind each where it is nil.
    let hall: BenchScenes.Hall?
    let meter = GateMeter()
    private let time = BenchTime()

    /// What is measured with: a door, what its camera sees, and the gate behind.
    struct Bench {
        let door: Door
        let topology: Topology
        let store: SQLiteStore
        var scenes: BenchScenes
    }

    init(library: BenchLibrary, name: String, before hall: BenchScenes.Hall? = nil) {
        (self.library, self.name, self.hall) = (library, name, hall)
    }

    /// Runs the gate while `measure` does its work.
    func run(_ measure: (inout Bench) async throws -> BenchResult) async throws -> BenchResult {
        var scenes = BenchScenes(.large, seed: 5, before: hall)
        let camera = BenchCamera(hall: (0..<8).map { _ in scenes.empty() })
        let bank = SimulatedBank(time: time)
        for lane in library.settings.gates[0].lanes {
            bank.drive(lane.linePrefix + LineRole.ready.rawValue, true, at: time.now())
        }
        let witness = ChainWitness()
        let relay = "\(BenchLibrary.entry).\(LineRole.relayEntry.rawValue)"
        bank.observe { name, change in if change.active, name == relay { witness.relayWentOn() } }
        let store = try SQLiteStore(path: library.copy(to: name) + "/gatehouse.db", options: library.options())
        let topology = try topology(camera, bank, witness, store)
        let services = ServiceGroup(services: topology.services + topology.gates, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            // Lines rest, and the camera gets to know its hall.
            try await time.sleep(until: time.now() + .seconds(IdleBench.settling))
            let door = Door(controller: topology.gates[0].controller, camera: camera, bank: bank, witness: witness)
            var bench = Bench(door: door, topology: topology, store: store, scenes: scenes)
            let result = try await measure(&bench)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return result
        }
    }

    private func topology(
        _ camera: BenchCamera, _ bank: SimulatedBank, _ witness: ChainWitness, _ store: SQLiteStore
    ) throws -> Topology {
        let thread = try ThreadExecutor(for: "the gates", time: time)
        let time = ThreadTime(time, on: thread)
        let hardware = Hardware(
            bank: { _ in bank }, camera: { $0.id == BenchLibrary.entry ? camera : nil },
            cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) }, watchdog: SilentWatchdog())
        return try Topology(
            settings: library.settings, keys: library.keys.publicRing, store: store, bookings: store, samples: store,
            meter: meter, thread: thread, time: time, hardware: hardware, version: Gatehouse.version,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
            tell: { witness.hear($0) })
    }
}

extension ChainRig.Bench {
    /// Pictures of each phone, shown in turn while it is held up. Each shows the pass of another booking, so that the
    /// decision tells which frame was read.
    static let picturesOfPhone = 3

    /// The patron number `round` comes with a fresh booking, pass and picture; nil when the phone was not read.
    mutating func admit(_ round: Int, _ library: BenchLibrary) async throws -> Door.Sample? {
        let first = BenchLibrary.inside + 1 + round * Self.picturesOfPhone
        let now = BenchTime().wall().time
        let claims = try (first..<first + Self.picturesOfPhone).map { try library.claims($0, at: now) }
        let texts = try claims.map { try library.issuer.issue($0) }
        let passes = zip(claims, texts).map { Door.Pass(booking: $0.booking, code: Array($1.utf8)) }
        return try await door.admit(passes, on: try scenes.phone(texts))
    }
}
