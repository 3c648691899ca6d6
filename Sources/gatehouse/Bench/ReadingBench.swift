import Imaging
import LibraryModel
import Passes
import QRReader

/// How many phones are read on a bad evening: pictures hard enough that some are missed, so that a reader that has become
/// worse shows as a number. Every step is tried on each frame, so the count is the same on a slow machine and a fast one.
struct ReadingBench {
    /// Frames of each phone, one after another.
    static let frames = 3

    let library: BenchLibrary
    /// Phones of each hardship.
    let phones: Int

    func run() throws -> BenchResult {
        var result = BenchResult()
        for hardship in BenchScenes.Hardship.allCases {
            try Task.checkCancellation()
            var scenes = BenchScenes(.large, seed: 8, before: .shelves)
            var (atOnce, later) = (0, 0)
            for number in 1...phones {
                let text = try library.issuer.issue(try library.claims(number, at: library.start))
                var chain = try DecoderChain.kiosk()
                let images = try scenes.hard(hardship, Array(repeating: text, count: Self.frames))
                let read = images.indices.first { index in
                    let taken = Instant.zero + BenchCamera.period * Double(index)
                    let found = chain.read(images[index], taken: taken, budget: .seconds(1), now: { taken })
                    return found.contains { $0.bytes == Array(text.utf8) }
                }
                if read == 0 { atOnce += 1 } else if read != nil { later += 1 }
            }
            result.shares += [
                BenchShare("reading, \(hardship.rawValue): by the first frame", atOnce, of: phones),
                BenchShare("reading, \(hardship.rawValue): by one of \(Self.frames)", atOnce + later, of: phones),
            ]
        }
        return result
    }
}
