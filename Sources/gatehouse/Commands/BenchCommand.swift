import ArgumentParser
import Foundation
import UnixSignals

/// `gatehouse bench`: speed and memory on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure speed and memory on this machine.",
        discussion: """
            Takes about eighteen minutes, with --quick four. Nothing else should run meanwhile. \
            Nothing outside a temporary folder is touched; give --dir on the disk that the store will lie on, since \
            fsync is a matter of the disk. docs/performance.md has the figures of one machine and what they mean.
            """)

    @Option(name: .long, help: ArgumentHelp(
        "Measure only this; may be given several times: \(BenchPart.allCases.map(\.rawValue).joined(separator: ", ")).",
        valueName: "name"))
    var only: [BenchPart] = []

    @Option(name: .long, help: "How many minutes `--only soak` lasts; it is measured only when it is named.")
    var minutes = 60

    @Flag(name: .long, help: "Fewer counts: a first look.")
    var quick = false

    @Flag(name: .long, help: "Print JSON instead of a table.")
    var json = false

    @Option(name: .long, help: ArgumentHelp("Where the temporary folder is made; $TMPDIR or /tmp otherwise.", valueName: "folder"))
    var dir: String?

    @Option(name: .long, help: ArgumentHelp("The program that `start` and `memory` start; this one otherwise.", valueName: "file"))
    var program: String?

    func validate() throws {
        guard SoakBench.allowedMinutes.contains(minutes) else { throw ValidationError("--minutes is 1 to 1440") }
    }

    func run() async throws {
        let folder = try TemporaryFolder("gatehouse-bench", in: dir)
        // Interrupted, the folder and the started gate must go as well: so the work is a task that can be cancelled.
        let report = try await withThrowingTaskGroup(of: BenchReport?.self) { group in
            group.addTask { try await measure(in: folder) }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return nil }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let report else { throw Failure.exit(130, "interrupted; nothing was measured to its end") }
        print(json ? try report.json() : report.table, terminator: json ? "\n" : "")
    }

    private func measure(in folder: TemporaryFolder) async throws -> BenchReport {
        var machine = BenchMachine(storesIn: folder.path)
        say("a library of \(BenchLibrary.patrons) patrons, \(BenchLibrary.bookings) bookings, \(BenchLibrary.inside) inside")
        let library = try await BenchLibrary(in: folder)
        let counts = quick ? BenchCounts.quick : .usual
        let gate = ProcessBench(library: library, program: program ?? Self.ownPath)
        var result = BenchResult()
        for part in BenchPart.allCases where only.contains(part) || only.isEmpty && !part.isAsked {
            try Task.checkCancellation()
            say(part.progress)
            do {
                switch part {
                case .decode: result += try DecodeBench(library: library, rounds: counts.decode).run()
                case .reading: result += try ReadingBench(library: library, phones: counts.reading).run()
                case .idle: result += try await IdleBench(seconds: counts.idle).run()
                case .verify: result += try VerifyBench(library: library, rounds: counts.verify).run()
                case .admission: result += try await AdmissionBench(library: library, rounds: counts.admission).run()
                case .chores: result += try await ChoreBench(library: library, rounds: counts.chores).run()
                case .booking:
                    result += try await BookingBench(in: library.folder, patrons: BenchLibrary.patrons, rounds: counts.booking).run()
                case .reports: result += try await ReportBench(folder: library.folder, rounds: counts.reports).run()
                case .chain: result += try await ChainBench(library: library, rounds: counts.chain).run()
                case .watchers: result += try await WatchBench(library: library, rounds: counts.watchers).run()
                case .keeper:
                    result += try await KeeperBench(program: program ?? Self.ownPath, rounds: counts.keeper).run()
                case .start: result += try await gate.start(rounds: counts.start)
                case .memory: result += try await gate.memory(seconds: counts.memory)
                case .soak: result += try await SoakBench(process: gate, minutes: minutes).run(say)
                }
            } catch let error as BenchError {
                throw Failure.exit(Failure.unavailable, "\(part.rawValue) cannot be measured: \(error)")
            }
        }
        machine.loadAfter = BenchMachine.load
        return BenchReport(machine: machine, result: result)
    }

    /// Where this program lies.
    private static var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    private func say(_ words: String) { Failure.complain("bench: \(words)") }
}
