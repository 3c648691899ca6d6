import Foundation
import GateControl
import Imaging
import LibraryModel
import LibraryStore
import Passes

/// The program itself, started as a gate with simulated lines: how soon it is ready, and how much memory it holds.
struct ProcessBench {
    /// Starts before the first one that counts: the file cache.
    static let warmUp = 1
    /// Seconds between being ready and the first reading of the memory.
    static let settling = 5
    /// Phones in the folder of pictures.
    static let phones = 8

    let library: BenchLibrary
    let program: String
    private let time = BenchTime()

    init(library: BenchLibrary, program: String) { (self.library, self.program) = (library, program) }

    /// Process start → ready, with the filled store and with an empty one in turn.
    func start(rounds: Int) async throws -> BenchResult {
        var (filled, empty): ([Duration], [Duration]) = ([], [])
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let one = try await startOnce(store: try library.copy(to: "start-\(round)"), name: "filled-\(round)")
            let folder = try library.folder.folder("start-empty-\(round)")
            try SQLiteStore(path: folder + "/gatehouse.db", options: library.options()).close()
            let other = try await startOnce(store: folder, name: "empty-\(round)")
            if round >= Self.warmUp {
                filled.append(one)
                empty.append(other)
            }
        }
        let row = BenchRow("process start → ready", filled, aim: .init(statistic: .max, below: 1000))
        let other = BenchRow("process start → ready, empty store", empty)
        return BenchResult(
            rows: [row, other].compactMap(\.self),
            ratios: [BenchRatio("process start → ready, 50,000 patrons / empty store", row, over: other)].compactMap(\.self))
    }

    private func startOnce(store: String, name: String) async throws -> Duration {
        let (configuration, port) = try configuration(store: store, name: name)
        let start = time.now()
        let gate = try GateProcess(program: program, configuration: configuration, port: port)
        try await gate.waitUntilReady()
        let span = time.now() - start
        gate.stop()
        return span
    }

    /// Memory in steady state: without a camera, then with pictures of 1280×720.
    func memory(seconds: Int) async throws -> BenchResult {
        var result = try await watch("idle", pictures: nil, seconds: seconds)
        result += try await watch("reading pictures", pictures: try pictures(), seconds: seconds)
        return result
    }

    private func watch(_ what: String, pictures: String?, seconds: Int) async throws -> BenchResult {
        let name = pictures == nil ? "memory-idle" : "memory-pictures"
        let (configuration, port) = try configuration(store: try library.copy(to: name), name: name)
        let gate = try GateProcess(
            program: program, configuration: configuration, port: port,
            more: pictures.map { ["--frames", $0, "--loop"] } ?? [])
        try await gate.waitUntilReady()
        try await time.sleep(until: time.now() + .seconds(Self.settling))
        var (all, own): ([Double], [Double]) = ([], [])
        let (begin, used) = (time.now(), gate.processorTime)
        for _ in 0..<seconds {
            try await time.sleep(until: time.now() + .seconds(1))
            guard let resident = gate.mebibytes("VmRSS"), let anonymous = gate.mebibytes("RssAnon") else {
                throw BenchError("the gate has gone, or the kernel does not tell its memory")
            }
            all.append(resident)
            own.append(anonymous)
        }
        var notes: [String] = []
        if let used, let now = gate.processorTime {
            let part = (now - used) / (time.now() - begin) * 100
            notes.append("\(what): \(String(format: "%.1f", part)) % of one core over these \(seconds) s")
        }
        if pictures != nil {
            let codes = gate.linesSaid(beginningWith: BenchLibrary.entry.rawValue)
            notes.append("\(what): \(codes) codes were read and decided since the start")
        }
        if let peak = gate.mebibytes("VmHWM") { notes.append("\(what): at most \(String(format: "%.1f", peak)) MiB resident since the start") }
        gate.stop()
        let rows = [
            BenchRow("resident, \(what)", unit: .mebibytes, samples: all, aim: .init(statistic: .max, below: 96)),
            BenchRow("of it anonymous, \(what)", unit: .mebibytes, samples: own),
        ]
        return BenchResult(rows: rows.compactMap(\.self), notes: notes)
    }

    /// A configuration on a free port; with `keys` of its own the gate also serves what needs secret ones.
    func configuration(store: String, name: String, keys: String? = nil) throws -> (path: String, port: Int) {
        let port = try LoopbackPort.free()
        let path = "\(library.folder.path)/\(name).yaml"
        let text = BenchConfiguration.text(store: store, keys: keys ?? library.settings.passes.keys, port: port)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return (path, port)
    }

    /// A folder of phones, an empty hall after each, as PGM: the form that needs no encoder.
    func pictures() throws -> String {
        let folder = try library.folder.folder("pictures")
        var scenes = BenchScenes(.large, seed: 6)
        for number in 1...Self.phones {
            let claims = try library.claims(BenchLibrary.bookings - number, at: time.wall().time, lifetime: .hours(2))
            for (index, image) in (try scenes.phone([try library.issuer.issue(claims)]) + [scenes.empty()]).enumerated() {
                let header = Data("P5\n\(image.width) \(image.height)\n255\n".utf8)
                try (header + Data(image.pixels)).write(to: URL(fileURLWithPath: "\(folder)/\(number)-\(index).pgm"))
            }
        }
        return folder
    }
}
