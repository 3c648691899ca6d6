import Imaging
import LibraryModel
import Passes

/// How somebody holds a phone: a little turned and tilted, not quite sharp, never twice the same.
struct DemoPhone {
    /// So many frames of each of so many holds: about a second before the camera.
    static let (holds, framesAHold) = (4, 4)
    /// Before that it comes up from below, not yet wholly in the picture.
    private static let approach = 9

    private let hall: [LumaImage]
    private var chance: SeededChance

    /// `hall` is what stands behind it.
    init(seed: UInt64, before hall: [LumaImage]) { (chance, self.hall) = (SeededChance(seed: seed), hall) }

    /// What the camera sees, one frame after the other, of a phone that shows `text`.
    mutating func frames(of text: String) throws(PassError) -> [LumaImage] {
        let symbol = try PassSymbol.symbol(text)
        let coming = (0..<Self.approach).map { step in
            var scene = DrawnScene(symbol)
            let way = Double(step) / Double(Self.approach)
            (scene.moduleSize, scene.centreX, scene.centreY) = (3 + way * 0.6, 0.6 - way * 0.08, 1.3 - way * 0.5)
            (scene.rotation, scene.blur, scene.noise) = (24 - way * 20, 0.6, 3)
            return SceneRenderer.frame(of: scene, before: hall.randomElement(using: &chance), using: &chance)
        }
        return coming + (0..<Self.holds).flatMap { _ in
            var scene = DrawnScene(symbol)
            scene.moduleSize = between(3.4, 4.4)
            (scene.rotation, scene.tilt) = (between(-12, 12), between(-10, 10))
            (scene.centreX, scene.centreY) = (between(0.45, 0.55), between(0.45, 0.55))
            (scene.blur, scene.noise) = (between(0.4, 0.7), between(2, 4))
            return (0..<Self.framesAHold).map { _ in
                SceneRenderer.frame(of: scene, before: hall.randomElement(using: &chance), using: &chance)
            }
        }
    }

    private mutating func between(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &chance)
    }
}
