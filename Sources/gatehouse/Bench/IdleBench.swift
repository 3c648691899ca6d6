import GateControl
import GateHardware
import Glibc
import Imaging
import LibraryModel

/// What a lane costs while nobody is before it: camera thread and decoder as a gate has them, at 30 frames a second of
/// 1280×720, before one hall after another. Each frame has a sensor's noise of its own.
struct IdleBench {
    /// Seconds until the lane knows its hall; they do not count.
    static let settling = 5
    /// Different frames of each hall; they are shown in turn.
    static let frames = 16
    /// The budget of a lane's frame in the sample configuration.
    static let budget = Duration.milliseconds(60)
    /// Percent of a core, in the median, that a lane may cost while nobody is there.
    static let aim = 25.0

    /// Of each hall.
    let seconds: Int
    private let time = BenchTime()

    init(seconds: Int) { self.seconds = seconds }

    func run() async throws -> BenchResult {
        var result = BenchResult()
        for hall in BenchScenes.Hall.allCases { result += try await run(hall) }
        return result
    }

    private func run(_ hall: BenchScenes.Hall) async throws -> BenchResult {
        var scenes = BenchScenes(.large, seed: 7, before: hall)
        let camera = BenchCamera(hall: (0..<Self.frames).map { _ in scenes.empty() })
        let reader = try CodeReader(lane: BenchLibrary.entry, source: camera, budget: Self.budget, time: time)
        defer { reader.stop() }
        try await time.sleep(until: time.now() + .seconds(Self.settling))
        let before = reader.tally.counts(at: time.now()).frames
        let begin = time.now()
        var shares: [Double] = []
        var (last, used) = (begin, Self.processorTime)
        for _ in 0..<seconds {
            try await time.sleep(until: last + .seconds(1))
            let (now, spent) = (time.now(), Self.processorTime)
            shares.append((spent - used) / (now - last) * 100)
            (last, used) = (now, spent)
        }
        let rate = Double(reader.tally.counts(at: last).frames - before) / ((last - begin) / .seconds(1))
        let row = BenchRow(
            "a lane with nobody before it, \(hall.rawValue)", unit: .percentOfCore, samples: shares,
            aim: .init(statistic: .median, below: Self.aim))
        return BenchResult(rows: [row].compactMap(\.self), notes: [
            "a lane with nobody before it, \(hall.rawValue): \(Int(rate.rounded())) of 30 frames a second were looked at",
        ])
    }

    /// What this process has used of all cores so far; CLOCKS_PER_SEC is a million (XSI).
    private static var processorTime: Duration { .microseconds(clock()) }
}
