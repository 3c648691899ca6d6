import LibraryModel

/// The whole chain at 1280×720: a frame is handed over by the camera, and the relay line goes on. Each patron has a fresh
/// booking, pass and picture.
struct ChainBench {
    /// Patrons before the first one that counts.
    static let warmUp = 5
    /// A phone that is not read within this was not read: a patron would lower it.
    static let patience = Duration.seconds(2)

    let library: BenchLibrary
    let rounds: Int

    func run() async throws -> BenchResult {
        var result = try await ChainRig(library: library, name: "chain").run { bench in
            try await measure(&bench, "whole chain")
        }
        result += try await ChainRig(library: library, name: "chain-shelves", before: .shelves).run { bench in
            try await measure(&bench, "whole chain before \(BenchScenes.Hall.shelves.rawValue)")
        }
        return result
    }

    private func measure(_ bench: inout ChainRig.Bench, _ name: String) async throws -> BenchResult {
        var (fromRead, fromFirst, unread, later): ([Duration], [Duration], Int, Int) = ([], [], 0, 0)
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let sample = try await bench.admit(round, library)
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
            BenchRow("\(name): the frame that is read → relay", fromRead, aim: .init(statistic: .p99, below: 50)),
            BenchRow("\(name): first frame with the phone → relay", fromFirst),
        ]
        return BenchResult(rows: rows.compactMap(\.self), notes: [
            "\(name): \(rounds) phones, 30 frames a second; \(later) were read by a later frame than the first, \(unread) within 2 s by none",
        ])
    }
}
