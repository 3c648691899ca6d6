import Imaging
import LibraryModel
import QRReader
import Testing

/// One way to hold a phone in front of the camera.
struct Pose: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout DrawnScene) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout DrawnScene) -> Void) {
        (testDescription, self.change) = (description, change)
    }

    static let readable: [Pose] = [
        Pose("straight") { _ in },
        Pose("tilted by 20 degrees") { $0.tilt = 20 },
        Pose("turned by 45 degrees") { $0.rotation = 45 },
        Pose("upside down") { $0.rotation = 180 },
        Pose("dark mode") { $0.isInverted = true },
        Pose("noisy") { $0.noise = 15 },
        Pose("out of focus") { $0.blur = 1.5 },
        Pose("moved by half a module") { ($0.motion, $0.motionDirection) = (2.5, 30) },
        Pose("dim") { ($0.light, $0.dark) = (90, 45) },
        Pose("washed out") { ($0.light, $0.dark) = (250, 205) },
        Pose("a reflection in the middle") {
            $0.glare = DrawnScene.Glare(x: 0.5, y: 0.5, radius: 20, strength: 200)
        },
        Pose("small, at the side, before a cluttered wall") {
            ($0.moduleSize, $0.centreX, $0.clutter) = (2.5, 0.3, 30)
        },
        Pose("large, filling the frame") { ($0.symbol, $0.moduleSize) = (Symbols.pass, 8) },
    ]
}

@Suite("Rendered frames")
struct RenderedSceneTests {
    @Test(arguments: Pose.readable)
    func `a phone held up is read`(_ pose: Pose) throws {
        let frame = Pictures.phone(pose.change)
        #expect(try DecoderChain.kiosk().readThoroughly(frame).map(\.text) == [Symbols.passText])
    }

    @Test(arguments: Pose.readable)
    func `a phone held up is read live within ten frames of one step each`(_ pose: Pose) throws {
        var chain = try DecoderChain.kiosk()
        let frame = Pictures.phone(pose.change)
        var found: [Payload] = []
        for number in 0..<10 where found.isEmpty {
            found = chain.read(frame, taken: .zero + HallFrames.period * number, budget: .zero) { .zero }
        }
        #expect(found.map(\.text) == [Symbols.passText])
    }

    @Test func `the box of a code found in a part of the frame is in pixels of the frame`() throws {
        var chain = try DecoderChain.kiosk()
        let frame = Pictures.phone { ($0.centreX, $0.centreY, $0.moduleSize) = (0.7, 0.6, 3) }
        let part = try #require(chain.read(frame, taken: .zero, budget: .zero) { .zero }.first).box
        var blind = DecoderChain([ZBarStep(.sharpThresholded, with: try ZBarScanner())], look: nil)
        let whole = try #require(blind.read(frame, taken: .zero, budget: .zero) { .zero }.first).box
        #expect(abs(whole.x - part.x) <= 3 && abs(whole.y - part.y) <= 3)
        #expect(abs(whole.width - part.width) <= 3 && abs(whole.height - part.height) <= 3)
        #expect(abs(part.x + part.width / 2 - 448) <= 8 && abs(part.y + part.height / 2 - 288) <= 8)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a frame without a code gives nothing`(_ seed: UInt64) throws {
        let chain = try DecoderChain.kiosk()
        var wall = DrawnScene(nil)
        (wall.width, wall.height, wall.clutter, wall.noise) = (320, 240, 40, Double(seed) * 4)
        #expect(chain.readThoroughly(Pictures.frame(wall, seed: seed)).isEmpty)
        var chance = Chance(seed: seed)
        let noise = (0..<320 * 240).map { _ in UInt8.random(in: 0...255, using: &chance) }
        let snow = try #require(LumaImage(width: 320, height: 240, pixels: noise))
        #expect(chain.readThoroughly(snow).isEmpty)
    }

    @Test func `a still picture too small or too large for its modules is read at another size`() throws {
        var scene = DrawnScene(Symbols.hello)
        (scene.width, scene.height, scene.moduleSize, scene.blur) = (1280, 960, 30, 14)
        let chain = try DecoderChain.still()
        let found = chain.readThoroughly(Pictures.frame(scene))
        #expect(found.map(\.text) == [Symbols.helloText])
        let box = try #require(found.first).box
        #expect(abs(box.x + box.width / 2 - 640) <= 40)
    }
}
