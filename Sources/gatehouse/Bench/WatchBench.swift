import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import Logging
import ServiceLifecycle
import WebService

/// What those who look on from afar cost the one at the gate: the whole chain with and without 200 streams of events and
/// 500 questions a second on loopback, in blocks that take turns within one run.
struct WatchBench {
    static let watchers = 200
    static let questionsPerSecond = 500
    /// Patrons of one block.
    static let block = 25
    /// Patrons before those that count, at the begin and after each change.
    static let warmUp = 3

    let library: BenchLibrary
    /// Patrons of each kind.
    let rounds: Int
    private let time = BenchTime()

    init(library: BenchLibrary, rounds: Int) { (self.library, self.rounds) = (library, rounds) }

    func run() async throws -> BenchResult {
        let rig = ChainRig(library: library, name: "watchers")
        return try await rig.run { bench in
            let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
            var web = WebSettings()
            web.port = 0
            let parts = WebParts(
                settings: web,
                status: StatusAnswers(
                    of: bench.topology, settings: library.settings, store: bench.store, meter: rig.meter, time: time, logger: logger),
                live: LiveParts(of: bench.topology, settings: library.settings, time: time))
            let (ports, found) = AsyncStream.makeStream(of: Int.self)
            let service = LibraryWeb.build(parts, logger: logger) { found.yield($0) }
            guard let token = LocalToken.secret(at: library.settings.localTokenFile)?.text else { throw BenchError("no token was left") }
            let services = ServiceGroup(services: [service], logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await services.run() }
                guard let port = await ports.first(where: { _ in true }) else { throw BenchError("the pages do not listen") }
                let result = try await measure(&bench, port: port, token: token)
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
                return result
            }
        }
    }

    private func measure(_ bench: inout ChainRig.Bench, port: Int, token: String) async throws -> BenchResult {
        var (alone, watched): ([Duration], [Duration]) = ([], [])
        var (patron, unread, asked, heard, lasted) = (0, 0, 0, 0, Duration.zero)
        for _ in 0..<max(1, rounds / Self.block) {
            try await block(&bench, &patron, &unread, into: &alone)
            let crowd = try Crowd(port: port, token: token, watchers: Self.watchers, perSecond: Self.questionsPerSecond)
            let begin = time.now()
            try await block(&bench, &patron, &unread, into: &watched)
            lasted += time.now() - begin
            let counts = try crowd.end()
            (asked, heard) = (asked + counts.answered, heard + counts.events)
        }
        let rows = [
            BenchRow("frame → relay, nobody looks on", alone),
            BenchRow("frame → relay, \(Self.watchers) watch and \(Self.questionsPerSecond) ask each second", watched),
        ]
        var notes = [
            "looking on: \(Int(Double(asked) / (lasted / .seconds(1)))) questions a second were answered, \(heard) events were read by the watchers; \(unread) phones were read by no frame",
        ]
        if let before = rows[0]?[.p99], let after = rows[1]?[.p99] {
            notes.append("looking on: p99 changes by \(String(format: "%+.1f", (after / before - 1) * 100)) % (aim: less than 20)")
        }
        let ratio = BenchRatio("frame → relay with those who look on over without", rows[1], over: rows[0])
        return BenchResult(rows: rows.compactMap(\.self), ratios: [ratio].compactMap(\.self), notes: notes)
    }

    private func block(
        _ bench: inout ChainRig.Bench, _ patron: inout Int, _ unread: inout Int, into times: inout [Duration]
    ) async throws {
        for round in 0..<(Self.warmUp + Self.block) {
            try Task.checkCancellation()
            let sample = try await bench.admit(patron, library)
            patron += 1
            guard round >= Self.warmUp else { continue }
            if let sample { times.append(sample.fromRead) } else { unread += 1 }
        }
    }
}
