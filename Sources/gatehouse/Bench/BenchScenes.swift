import Imaging
import LibraryModel
import Passes

/// What the camera sees: phones held up as people hold them, and a hall without any.
struct BenchScenes {
    /// The sizes that are measured.
    enum Size: String, CaseIterable {
        case small = "640×480"
        case large = "1280×720"

        var width: Int { self == .small ? 640 : 1280 }
        var height: Int { self == .small ? 480 : 720 }
    }

    /// What is behind, the same in every frame.
    enum Hall: String, CaseIterable {
        case wall = "a wall"
        case shelves = "shelves, signs and text"
    }

    /// What makes a phone hard to read.
    enum Hardship: String, CaseIterable {
        case blur = "out of focus"
        case motion = "moving"
        case glare = "under glare"
        case dim = "dim and noisy"
        case small = "small"
        case perspective = "turned away"
    }

    let size: Size
    private var chance: SeededChance
    private let hall: LumaImage?

    /// Without a hall each picture has a dozen other shapes behind.
    init(_ size: Size, seed: UInt64, before hall: Hall? = nil) {
        (self.size, chance) = (size, SeededChance(seed: seed))
        switch hall {
        case nil: self.hall = nil
        case .wall: self.hall = LumaImage(width: size.width, height: size.height, filled: 150)
        case .shelves:
            var drawn = DrawnHall()
            (drawn.width, drawn.height) = (size.width, size.height)
            self.hall = drawn.picture()
        }
    }

    /// Frames of one phone that shows these texts one after another: turned, tilted, a little blurred; one in eight in
    /// dark mode. The hand moves a little from frame to frame.
    mutating func phone(_ texts: [String]) throws -> [LumaImage] { try frames(of: held(), texts) }

    /// The same of a phone that is held badly: some of them nothing reads.
    mutating func hard(_ hardship: Hardship, _ texts: [String]) throws -> [LumaImage] {
        var scene = held()
        switch hardship {
        case .blur: scene.blur = between(1.2, 2.6)
        case .motion: (scene.motion, scene.motionDirection) = (between(3, 10), between(0, 180))
        case .glare:
            scene.glare = DrawnScene.Glare(
                x: between(0.2, 0.8), y: between(0.2, 0.8), radius: between(30, 90), strength: between(150, 400))
        case .dim: (scene.light, scene.dark, scene.noise) = (between(60, 90), between(35, 50), between(6, 12))
        case .small: scene.moduleSize = between(1.6, 2.6)
        case .perspective: (scene.tilt, scene.rotation) = (between(40, 65), between(-30, 30))
        }
        return try frames(of: scene, texts)
    }

    /// A phone as people hold them.
    private mutating func held() -> DrawnScene {
        var scene = DrawnScene(nil)
        (scene.width, scene.height) = (size.width, size.height)
        scene.moduleSize = between(size == .small ? 2.8 : 3.2, size == .small ? 4 : 5.5)
        (scene.rotation, scene.tilt) = (between(-15, 15), between(-15, 15))
        (scene.centreX, scene.centreY) = (between(0.4, 0.6), between(0.42, 0.58))
        (scene.blur, scene.noise, scene.clutter) = (between(0.3, 0.8), between(2, 5), 12)
        scene.isInverted = Int.random(in: 0..<8, using: &chance) == 0
        return scene
    }

    private mutating func frames(of scene: DrawnScene, _ texts: [String]) throws -> [LumaImage] {
        var scene = scene
        return try texts.map { text in
            scene.symbol = try PassSymbol.symbol(text)
            scene.centreX += between(-0.002, 0.002)
            scene.centreY += between(-0.002, 0.002)
            return SceneRenderer.frame(of: scene, before: hall, using: &chance)
        }
    }

    /// A phone so far out of focus that nothing reads it: the dearest frame, since every step is tried.
    mutating func unreadable(_ text: String) throws -> LumaImage {
        var scene = DrawnScene(try PassSymbol.symbol(text))
        (scene.width, scene.height, scene.moduleSize) = (size.width, size.height, 3.5)
        (scene.rotation, scene.blur, scene.noise, scene.clutter) = (between(-15, 15), 3, 4, 12)
        return SceneRenderer.frame(of: scene, using: &chance)
    }

    /// The hall behind, with nobody before the camera.
    mutating func empty() -> LumaImage {
        var scene = DrawnScene(nil)
        (scene.width, scene.height, scene.noise, scene.clutter) = (size.width, size.height, 4, 12)
        return SceneRenderer.frame(of: scene, before: hall, using: &chance)
    }

    private mutating func between(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &chance)
    }
}
