import Imaging
import LibraryModel
import Passes

/// How somebody holds a phone: a little turned and tilted, not quite sharp, never twice the same.
struct DemoPhone {
    /// So many frames of each of so many holds: about a second before the camera.
    static let (holds, framesAHold) = (4, 4)

    private var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed: seed) }

    /// What the camera sees of a phone that shows `text`.
    mutating func frames(of text: String) throws(PassError) -> [LumaImage] {
        let symbol = try PassSymbol.symbol(text)
        return (0..<Self.holds).flatMap { _ in
            var scene = DrawnScene(symbol)
            (scene.width, scene.height, scene.moduleSize) = (640, 480, between(3.4, 4.4))
            (scene.rotation, scene.tilt) = (between(-12, 12), between(-10, 10))
            (scene.centreX, scene.centreY) = (between(0.45, 0.55), between(0.45, 0.55))
            (scene.blur, scene.noise, scene.clutter) = (between(0.4, 0.7), between(2, 4), 12)
            return (0..<Self.framesAHold).map { _ in SceneRenderer.frame(of: scene, using: &chance) }
        }
    }

    private mutating func between(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &chance)
    }
}
