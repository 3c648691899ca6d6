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

    let size: Size
    private var chance: SeededChance

    init(_ size: Size, seed: UInt64) { (self.size, chance) = (size, SeededChance(seed: seed)) }

    /// Frames of one phone that shows these texts one after another: turned, tilted, a little blurred; one in eight in
    /// dark mode. The hand moves a little from frame to frame.
    mutating func phone(_ texts: [String]) throws -> [LumaImage] {
        var scene = DrawnScene(nil)
        (scene.width, scene.height) = (size.width, size.height)
        scene.moduleSize = between(size == .small ? 2.8 : 3.2, size == .small ? 4 : 5.5)
        (scene.rotation, scene.tilt) = (between(-15, 15), between(-15, 15))
        (scene.centreX, scene.centreY) = (between(0.4, 0.6), between(0.42, 0.58))
        (scene.blur, scene.noise, scene.clutter) = (between(0.3, 0.8), between(2, 5), 12)
        scene.isInverted = Int.random(in: 0..<8, using: &chance) == 0
        return try texts.map { text in
            scene.symbol = try PassSymbol.symbol(text)
            scene.centreX += between(-0.002, 0.002)
            scene.centreY += between(-0.002, 0.002)
            return SceneRenderer.frame(of: scene, using: &chance)
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
        return SceneRenderer.frame(of: scene, using: &chance)
    }

    private mutating func between(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &chance)
    }
}
