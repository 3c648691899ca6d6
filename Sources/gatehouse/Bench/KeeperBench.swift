import Foundation
import GateHardware
import LibraryModel
import Synchronization

/// What it costs that another process holds the relays: an order to a keeper of the program and its answer, and the
/// keeper's memory. Its lines are none, so the kernel's own work at a line, microseconds, is not in it.
struct KeeperBench {
    static let warmUp = 50
    /// A lane orders now and then: a keeper that sleeps in between is the usual one.
    static let pause = Duration.milliseconds(2)

    let program: String
    let rounds: Int

    func run() async throws -> BenchResult {
        let id = Mutex<Int32?>(nil)
        let charge = try KeeperCharge([], of: BoardDescription(name: "bench", chip: "none", lines: [:]))
        let relays = try KeptRelays(
            charge.names, host: ProgramKeeper(charge, program: program), time: LinuxTime()
        ) { news in
            if case .answers(let process, _) = news { id.withLock { $0 = process } }
        }
        var trips: [Duration] = []
        for round in 0..<(Self.warmUp + rounds) {
            try await Task.sleep(for: Self.pause)
            let trip = try relays.roundTrip()
            if round >= Self.warmUp { trips.append(trip) }
        }
        guard let process = id.withLock({ $0 }), let resident = GateProcess.mebibytes("VmRSS", of: process),
            let anonymous = GateProcess.mebibytes("RssAnon", of: process)
        else { throw BenchError("the keeper says nothing of its memory") }
        let rows = [
            BenchRow("an order to the keeper of the relays and its answer", trips),
            BenchRow("keeper, resident", unit: .mebibytes, samples: [resident]),
            BenchRow("of it anonymous, keeper", unit: .mebibytes, samples: [anonymous]),
        ]
        return BenchResult(rows: rows.compactMap(\.self))
    }
}
