import Imaging
import LibraryModel
import QRReader
import Testing

/// Counts what a chain does with the frames of a hall.
private final class Tally {
    var steps = 0
    var pixels = 0
}

/// Reads what `step` reads, and counts.
private struct Counted: DecoderStep {
    let step: any DecoderStep
    let tally: Tally

    var name: String { step.name }
    var costPerMegapixel: Duration { .milliseconds(10) }

    func read(_ image: LumaImage) -> [Payload] {
        tally.steps += 1
        tally.pixels += image.pixels.count
        return step.read(image)
    }
}

/// Reads nothing.
private struct Blind: DecoderStep {
    let name = "blind"
    let costPerMegapixel = Duration.zero
    func read(_ image: LumaImage) -> [Payload] { [] }
}

@Suite("A lane with nobody before it")
struct IdleLaneTests {
    private let tally = Tally()
    private var hall = HallFrames()

    private func blindChain() -> DecoderChain {
        DecoderChain((0..<6).map { _ in Counted(step: Blind(), tally: tally) })
    }

    /// Steps that the frames of so long cost.
    private mutating func steps(
        _ chain: inout DecoderChain, _ span: Duration, _ change: (inout DrawnScene) -> Void = { _ in }
    ) -> Int {
        tally.steps = 0
        for _ in 0..<HallFrames.count(in: span) { _ = read(&chain, hall.next(change)) }
        return tally.steps
    }

    private func read(_ chain: inout DecoderChain, _ frame: (image: LumaImage, taken: Instant)) -> [Payload] {
        chain.read(frame.image, taken: frame.taken, budget: .seconds(1)) { frame.taken }
    }

    @Test mutating func `a hall of shelves, signs and text is decoded with every step until it is known, and then hardly`() {
        var chain = blindChain()
        #expect(steps(&chain, .seconds(1)) >= 30 * 6)
        _ = steps(&chain, .seconds(4))
        #expect((12...16).contains(steps(&chain, .seconds(1))))
        #expect((120...160).contains(steps(&chain, .seconds(10))))
    }

    @Test mutating func `whatever comes gets every step in the very frame in which it comes, and no more once it has gone`() {
        var chain = blindChain()
        _ = steps(&chain, .seconds(5))
        #expect(steps(&chain, .seconds(1), Self.phone) >= 30 * 6)
        #expect(steps(&chain, .seconds(1)) <= 16)
    }

    @Test mutating func `a phone before a known hall costs its own place and not the frame`() {
        var chain = blindChain()
        _ = steps(&chain, .seconds(5))
        (tally.steps, tally.pixels) = (0, 0)
        _ = read(&chain, hall.phone { $0.moduleSize = 3 })
        #expect(tally.steps == 6)
        #expect(tally.pixels < 6 * 640 * 480 * 2 / 5)
    }

    private static let phone: @Sendable (inout DrawnScene) -> Void = {
        ($0.symbol, $0.moduleSize, $0.centreX, $0.centreY) = (Symbols.pass, 4, 0.55, 0.45)
    }

    @Test(arguments: Pose.before)
    mutating func `a code is read in the first frame in which it is seen`(_ pose: Pose) throws {
        var chain = try DecoderChain.kiosk()
        for _ in 0..<50 {
            // Ten a second while the hall is learned.
            var frame = hall.next()
            for _ in 0..<2 { frame = hall.next() }
            #expect(read(&chain, frame).isEmpty)
        }
        #expect(read(&chain, hall.phone(pose.change)).map(\.text) == [Symbols.passText])
    }

    @Test mutating func `a code that is held already when the camera starts is read in its first frame`() throws {
        var chain = try DecoderChain.kiosk()
        #expect(read(&chain, hall.phone()).map(\.text) == [Symbols.passText])
    }

    @Test mutating func `a code that is held is read in every frame for as long as it is, and is one presentation`() throws {
        var chain = try DecoderChain.kiosk()
        var filter = PresentationFilter()
        _ = steps(&chain, .seconds(4))
        var begun = 0
        for _ in 0..<HallFrames.count(in: .seconds(6)) {
            let frame = hall.phone()
            let found = read(&chain, frame)
            #expect(found.map(\.text) == [Symbols.passText])
            begun += filter.see(found, at: frame.taken).count
        }
        #expect(begun == 1)
    }

    @Test mutating func `a code that nothing has moved for long is found within half a second all the same`() throws {
        var isShut = true
        let eye = Lid(isShut: { isShut }, step: ZBarStep(.sharpThresholded, with: try ZBarScanner()))
        var chain = DecoderChain([Counted(step: eye, tally: tally)] + (0..<5).map { _ in Counted(step: Blind(), tally: tally) })
        for _ in 0..<HallFrames.count(in: .seconds(5)) { _ = read(&chain, hall.phone()) }
        isShut = false
        let found = (0..<HallFrames.count(in: .milliseconds(450))).flatMap { _ in read(&chain, hall.phone()) }
        #expect(found.first?.text == Symbols.passText)
    }
}

/// A step that reads nothing while it is shut.
private struct Lid: DecoderStep {
    let isShut: () -> Bool
    let step: ZBarStep

    var name: String { step.name }
    var costPerMegapixel: Duration { .zero }
    func read(_ image: LumaImage) -> [Payload] { isShut() ? [] : step.read(image) }
}

extension Pose {
    /// How a phone comes before the hall.
    fileprivate static let before = [
        Pose("straight") { _ in },
        Pose("at the side, small") { ($0.centreX, $0.moduleSize) = (0.25, 3) },
        Pose("before the signs") { ($0.centreX, $0.centreY) = (0.75, 0.3) },
        Pose("large") { $0.moduleSize = 8 },
        Pose("dark mode") { $0.isInverted = true },
        Pose("turned and tilted") { ($0.rotation, $0.tilt) = (12, 20) },
        Pose("out of focus") { $0.blur = 1.2 },
        Pose("dim") { ($0.light, $0.dark) = (90, 45) },
        Pose("washed out") { ($0.light, $0.dark) = (250, 205) },
    ]
}
