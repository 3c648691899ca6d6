import GateControl
import GateHardware
import Imaging
import LibraryModel
import LibraryStore
import Logging
import Passes
import ServiceLifecycle

/// The whole chain at 1280×720: a frame is handed over by the camera, and the relay line goes on.
///
/// What runs is the wiring of a gate (`Topology`) with its camera thread, decoder, filter, controller and store with
/// fsync; only camera, lines and wall clock are the bench's. Each patron has a fresh booking, pass and picture.
struct ChainBench {
    /// Patrons before the first one that counts.
    static let warmUp = 5
    /// Pictures of each phone, shown in turn while it is held up. Each shows the pass of another booking, so that the
    /// decision tells which frame was read.
    static let picturesOfPhone = 3
    /// A phone that is not read within this was not read: a patron would lower it.
    static let patience = Duration.seconds(2)

    let library: BenchLibrary
    let rounds: Int
    private let time = BenchTime()

    init(library: BenchLibrary, rounds: Int) { (self.library, self.rounds) = (library, rounds) }

    func run() async throws -> BenchResult {
        var scenes = BenchScenes(.large, seed: 5)
        let camera = BenchCamera(hall: (0..<8).map { _ in scenes.empty() })
        let bank = SimulatedBank(time: time)
        for lane in library.settings.gates[0].lanes {
            bank.drive(lane.linePrefix + LineRole.ready.rawValue, true, at: time.now())
        }
        let witness = ChainWitness()
        let relay = "\(BenchLibrary.entry).\(LineRole.relayEntry.rawValue)"
        bank.observe { name, change in if change.active, name == relay { witness.relayWentOn() } }
        let topology = try topology(camera, bank, witness)
        let services = ServiceGroup(services: topology.gates, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            try await time.sleep(until: time.now() + .seconds(1))
            let door = Door(controller: topology.gates[0].controller, camera: camera, bank: bank, witness: witness)
            let result = try await measure(door, &scenes)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return result
        }
    }

    private func topology(_ camera: BenchCamera, _ bank: SimulatedBank, _ witness: ChainWitness) throws -> Topology {
        let time = time
        let hardware = Hardware(
            bank: { _ in bank }, camera: { $0.id == BenchLibrary.entry ? camera : nil },
            cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) }, watchdog: SilentWatchdog())
        return try Topology(
            settings: library.settings, keys: library.keys.publicRing,
            store: SQLiteStore(path: library.copy(to: "chain") + "/gatehouse.db"), time: time, hardware: hardware,
            version: Gatehouse.version, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
            tell: { witness.hear($0) })
    }

    private func measure(_ door: Door, _ scenes: inout BenchScenes) async throws -> BenchResult {
        var (fromRead, fromFirst, unread, later): ([Duration], [Duration], Int, Int) = ([], [], 0, 0)
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let first = BenchLibrary.inside + 1 + round * Self.picturesOfPhone
            let claims = try (first..<first + Self.picturesOfPhone).map { try library.claims($0, at: time.wall().time) }
            let texts = try claims.map { try library.issuer.issue($0) }
            let passes = zip(claims, texts).map { Door.Pass(booking: $0.booking, code: Array($1.utf8)) }
            let sample = try await door.admit(passes, on: try scenes.phone(texts))
            guard round >= Self.warmUp else { continue }
            guard let sample else {
                unread += 1
                continue
            }
            fromRead.append(sample.fromRead)
            fromFirst.append(sample.fromFirst)
            if sample.frames > 1 { later += 1 }
        }
        let rows = [
            BenchRow("whole chain: the frame that is read → relay", fromRead, aim: .init(statistic: .p99, below: 50)),
            BenchRow("whole chain: first frame with the phone → relay", fromFirst),
        ]
        return BenchResult(rows: rows.compactMap(\.self), notes: [
            "whole chain: \(rounds) phones, 30 frames a second; \(later) were read by a later frame than the first, \(unread) within 2 s by none",
        ])
    }
}
