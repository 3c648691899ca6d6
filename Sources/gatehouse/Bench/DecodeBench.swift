import GateHardware
import Imaging
import LibraryModel
import Passes
import QRReader

/// Decoding of single frames by the chain of a lane, as its camera thread calls it.
struct DecodeBench {
    /// Different pictures of each kind; they are shown in turn.
    static let pictures = 40
    /// Rounds before the first one that counts: caches, and the chain's own idea of what each step costs.
    static let warmUp = 10
    /// The budget of a lane's frame in the sample configuration.
    static let budget = Duration.milliseconds(60)

    let library: BenchLibrary
    let rounds: Int

    func run() throws -> BenchResult {
        var result = BenchResult()
        for size in BenchScenes.Size.allCases { result += try run(size) }
        return result
    }

    /// The kinds are measured in turn, so that a busy minute of the machine falls on all of them.
    private func run(_ size: BenchScenes.Size) throws -> BenchResult {
        var scenes = BenchScenes(size, seed: 3)
        let now = BenchTime().wall().time
        var (phones, blurs, halls): ([LumaImage], [LumaImage], [LumaImage]) = ([], [], [])
        for number in 1...Self.pictures {
            let text = try library.issuer.issue(try library.claims(number, at: now))
            phones += try scenes.phone([text])
            blurs.append(try scenes.unreadable(text))
            halls.append(scenes.empty())
        }
        var found = try Kind(phones), empty = try Kind(halls), unreadable = try Kind(blurs)
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let counts = round >= Self.warmUp
            found.show(round, counts: counts)
            empty.show(round, counts: counts)
            unreadable.show(round, counts: counts)
        }
        let row = BenchRow("decode \(size.rawValue), found", found.read)
        let hall = BenchRow("decode \(size.rawValue), not found: nobody there", empty.unread)
        let blur = BenchRow("decode \(size.rawValue), not found: out of focus", unreadable.unread)
        return BenchResult(
            rows: [row, hall, blur].compactMap(\.self),
            ratios: [
                BenchRatio("decode \(size.rawValue), nobody there / found", hall, over: row),
                BenchRatio("decode \(size.rawValue), out of focus / found", blur, over: row),
            ].compactMap(\.self),
            notes: [
                "decode \(size.rawValue): \(found.unread.count) of \(rounds) frames with a code were not read at the first look and are in no row; the next frame has its turn 33 ms later",
            ])
    }

    /// One kind of picture and the chain that sees nothing else.
    private struct Kind {
        let pictures: [LumaImage]
        var chain: DecoderChain
        let time = BenchTime()
        /// What frames took in which something was read, and in which nothing was.
        var read: [Duration] = []
        var unread: [Duration] = []

        init(_ pictures: [LumaImage]) throws {
            (self.pictures, chain) = (pictures, try DecoderChain.kiosk())
        }

        mutating func show(_ round: Int, counts: Bool) {
            let (picture, time) = (pictures[round % pictures.count], time)
            let start = time.now()
            let payloads = chain.read(picture, taken: start, budget: DecodeBench.budget, now: { time.now() })
            let span = time.now() - start
            guard counts else { return }
            if payloads.isEmpty { unread.append(span) } else { read.append(span) }
        }
    }
}
