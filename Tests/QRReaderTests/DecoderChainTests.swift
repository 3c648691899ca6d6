import Imaging
import LibraryModel
import QRReader
import Testing

/// What the fake steps share: a clock that each run moves, what was run, and which step would succeed.
private final class Bench {
    var clock = Instant.zero
    var runs: [String] = []
    var sizes: [PixelRegion] = []
    var succeeds: String?
    var regions: [PixelRegion] = []
    /// What the look was told, and what was found in the last frame.
    var readAt: [PixelRegion] = []
    var found: [Payload] = []
    private var taken = Instant.zero

    func chain(_ costs: [(String, Duration)], isGated: Bool = false) -> DecoderChain {
        let steps = costs.map { FakeStep(name: $0.0, takes: $0.1, bench: self) }
        return DecoderChain(steps, look: isGated ? FakeLook(bench: self) : nil)
    }

    /// What ran on one frame of a million pixels, the next of thirty a second.
    func frame(_ chain: inout DecoderChain, budget: Duration) -> [String] {
        runs = []
        sizes = []
        found = chain.read(LumaImage(width: 1000, height: 1000, filled: 0), taken: taken, budget: budget) { self.clock }
        taken = taken + HallFrames.period
        return runs
    }
}

private struct FakeLook: FrameLook {
    let bench: Bench

    func likelyRegions(of frame: LumaImage, taken: Instant) -> [PixelRegion] { bench.regions }
    func wasRead(at places: [PixelRegion]) { bench.readAt = places }
}

private struct FakeStep: DecoderStep {
    let name: String
    let takes: Duration
    let bench: Bench

    var costPerMegapixel: Duration { takes }

    func read(_ image: LumaImage) -> [Payload] {
        bench.clock = bench.clock + takes
        bench.runs.append(name)
        bench.sizes.append(PixelRegion(image))
        let box = PixelRegion(x: 1, y: 2, width: 3, height: 4)
        return bench.succeeds == name ? [Payload(bytes: [1], box: box)].compactMap(\.self) : []
    }
}

@Suite("The decoder chain")
struct DecoderChainTests {
    private let bench = Bench()
    private let three: [(String, Duration)] = [("a", .milliseconds(10)), ("b", .milliseconds(10)), ("c", .milliseconds(10))]

    @Test(arguments: [
        (0, ["a"]), (19, ["a"]), (20, ["a", "b"]), (29, ["a", "b"]), (30, ["a", "b", "c"]), (1000, ["a", "b", "c"]),
    ])
    func `as many steps run as should end within the budget, at least one, none twice`(_ budget: Int, _ expected: [String]) {
        var chain = bench.chain(three)
        #expect(bench.frame(&chain, budget: .milliseconds(budget)) == expected)
    }

    @Test func `the next frame goes on where the last one stopped`() {
        var chain = bench.chain(three)
        #expect(bench.frame(&chain, budget: .milliseconds(25)) == ["a", "b"])
        #expect(bench.frame(&chain, budget: .milliseconds(25)) == ["c", "a"])
        #expect(bench.frame(&chain, budget: .zero) == ["b"])
        #expect(chain.lastSuccess == nil)
    }

    @Test func `it stops at the first step that reads something, and begins there next time`() {
        var chain = bench.chain(three)
        bench.succeeds = "b"
        #expect(bench.frame(&chain, budget: .seconds(1)) == ["a", "b"])
        #expect(chain.lastSuccess == "b")
        #expect(bench.frame(&chain, budget: .seconds(1)) == ["b"])
        bench.succeeds = nil
        #expect(bench.frame(&chain, budget: .seconds(1)) == ["b", "a", "c"])
    }

    @Test func `a board slower than expected is found out, and fewer steps are begun`() {
        let slow = Bench()
        var chain = DecoderChain(
            ["a", "b"].map { SlowStep(step: FakeStep(name: $0, takes: .milliseconds(40), bench: slow)) }, look: nil)
        #expect(slow.frame(&chain, budget: .milliseconds(50)) == ["a", "b"])
        for _ in 0..<10 { _ = slow.frame(&chain, budget: .milliseconds(100)) }
        #expect(slow.frame(&chain, budget: .milliseconds(70)).count == 1)
    }

    @Test func `while no place is likely one step is tried now and then, each in its turn, for a sixteenth of the time`() {
        var chain = bench.chain(three, isGated: true)
        let runs = (0..<16).map { _ in bench.frame(&chain, budget: .seconds(1)).joined() }
        #expect(runs == ["a", "", "", "", "", "b", "", "", "", "", "c", "", "", "", "", "a"])
    }

    @Test func `only the likely places are decoded, and a box is told in pixels of the frame`() {
        var chain = bench.chain(three, isGated: true)
        #expect(bench.frame(&chain, budget: .zero) == ["a"])
        bench.regions = [
            PixelRegion(x: 100, y: 200, width: 300, height: 150), PixelRegion(x: 900, y: 900, width: 200, height: 50),
        ]
        bench.succeeds = "a"
        _ = bench.frame(&chain, budget: .seconds(1))
        #expect(bench.sizes.map { [$0.width, $0.height] } == [[300, 150], [100, 50]])
        #expect(bench.found.map { [$0.box.x, $0.box.y] } == [[101, 202], [901, 902]])
        #expect(bench.found.allSatisfy { $0.box.width == 3 && $0.box.height == 4 })
        #expect(bench.readAt == bench.found.map(\.box))
    }

    @Test func `the step that read a whole frame leads on parts as well`() {
        var chain = bench.chain(three, isGated: true)
        bench.regions = [PixelRegion(x: 0, y: 0, width: 1000, height: 1000)]
        bench.succeeds = "c"
        #expect(bench.frame(&chain, budget: .seconds(1)) == ["a", "b", "c"])
        bench.regions = [PixelRegion(x: 0, y: 0, width: 100, height: 100)]
        #expect(bench.frame(&chain, budget: .seconds(1)) == ["c"])
    }

    @Test func `whole tries beside a place that is not read go through all the steps although they are rare`() {
        var chain = bench.chain(three, isGated: true)
        bench.regions = [PixelRegion(x: 0, y: 0, width: 100, height: 100)]
        let whole = PixelRegion(x: 0, y: 0, width: 1000, height: 1000)
        let runs = (0..<41).flatMap { _ in
            let runs = bench.frame(&chain, budget: .zero)
            return bench.sizes == [whole] ? runs : []
        }
        #expect(runs == ["a", "b", "c", "a"])
    }

    @Test func `while a likely place is read no whole try is spent`() {
        var chain = bench.chain(three, isGated: true)
        _ = bench.frame(&chain, budget: .zero)
        bench.regions = [PixelRegion(x: 0, y: 0, width: 100, height: 100)]
        bench.succeeds = "a"
        for _ in 0..<40 {
            _ = bench.frame(&chain, budget: .zero)
            #expect(bench.sizes == [PixelRegion(x: 0, y: 0, width: 100, height: 100)])
        }
    }

    @Test func `a still picture gets every step at every size`() {
        let chain = bench.chain(three)
        #expect(chain.readThoroughly(LumaImage(width: 400, height: 320, filled: 0)).isEmpty)
        #expect(bench.sizes.map(\.width) == [400, 400, 400, 800, 800, 800, 200, 200, 200, 100, 100, 100])
        #expect(bench.runs == ["a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c"])
    }

    @Test func `a chain without steps reads nothing`() {
        var chain = DecoderChain([], look: nil)
        #expect(chain.read(LumaImage(width: 10, height: 10, filled: 0), taken: .zero, budget: .seconds(1)) { .zero }.isEmpty)
        #expect(chain.readThoroughly(LumaImage(width: 10, height: 10, filled: 0)).isEmpty)
    }
}

/// A step that takes four times as long as it says.
private struct SlowStep: DecoderStep {
    let step: FakeStep
    var name: String { step.name }
    var costPerMegapixel: Duration { .milliseconds(10) }
    func read(_ image: LumaImage) -> [Payload] { step.read(image) }
}
