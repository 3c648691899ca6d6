import Imaging
import LibraryModel

/// A camera at 30 frames a second before a hall of shelves, signs and text, each frame with a sensor's noise of its own.
struct HallFrames {
    static let period = Duration.nanoseconds(33_333_333)

    /// When the next frame is taken.
    private(set) var taken = Instant.zero
    private var chance = Chance(seed: 41)
    private let hall: LumaImage
    /// What was drawn so far, shown in turn: drawing takes longer than all else.
    private var drawn: [DrawnScene: [LumaImage]] = [:]
    private static let variants = 8

    init() {
        var drawn = DrawnHall()
        (drawn.width, drawn.height) = (640, 480)
        hall = drawn.picture()
    }

    /// The next frame: nobody there, or whatever `change` holds before the camera.
    mutating func next(_ change: (inout DrawnScene) -> Void = { _ in }) -> (image: LumaImage, taken: Instant) {
        var scene = DrawnScene(nil)
        scene.noise = 4
        change(&scene)
        defer { taken = taken + Self.period }
        let number = Int(taken.nanoseconds / Self.period.inNanoseconds) % Self.variants
        if let images = drawn[scene], images.count == Self.variants { return (images[number], taken) }
        let image = SceneRenderer.frame(of: scene, before: hall, using: &chance)
        drawn[scene, default: []].append(image)
        return (image, taken)
    }

    /// The next frame with a phone in it.
    mutating func phone(_ change: (inout DrawnScene) -> Void = { _ in }) -> (image: LumaImage, taken: Instant) {
        next { scene in
            (scene.symbol, scene.moduleSize, scene.centreX, scene.centreY) = (Symbols.pass, 4, 0.55, 0.45)
            change(&scene)
        }
    }

    /// No frame comes for so long.
    mutating func pass(_ span: Duration) { taken = taken + span }

    /// How many frames come in so long.
    static func count(in span: Duration) -> Int { Int((span / period).rounded(.up)) }
}

extension LumaImage {
    /// Under another light: each pixel so many times as bright.
    func lit(_ times: Double) -> LumaImage {
        guard times != 1 else { return self }
        var image = self
        for index in image.pixels.indices { image.pixels[index] = UInt8(min(255, Double(pixels[index]) * times)) }
        return image
    }
}
