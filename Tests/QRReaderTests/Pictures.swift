import Imaging
import QRReader

/// Pictures for the tests, and a seeded generator for their chance.
enum Pictures {
    /// White paper with symbols printed on it, each with its module size and the place of its top left corner.
    static func paper(
        _ width: Int, _ height: Int, _ symbols: [(grid: ModuleGrid, module: Int, x: Int, y: Int)]
    ) -> LumaImage {
        var image = LumaImage(width: width, height: height, filled: 255)
        for symbol in symbols {
            let side = symbol.grid.side * symbol.module
            for y in 0..<side {
                for x in 0..<side where symbol.grid[x: x / symbol.module, y: y / symbol.module] {
                    image.pixels[(symbol.y + y) * width + symbol.x + x] = 0
                }
            }
        }
        return image
    }

    /// The frame of a scene, its chance from `seed`.
    static func frame(_ scene: DrawnScene, seed: UInt64 = 1) -> LumaImage {
        var chance = Chance(seed: seed)
        return SceneRenderer.frame(of: scene, using: &chance)
    }

    /// A phone that shows the pass with five pixels a module in a frame of 640 by 480, after `change`.
    static func phone(_ change: (inout DrawnScene) -> Void = { _ in }) -> LumaImage {
        var scene = DrawnScene(Symbols.pass)
        scene.moduleSize = 5
        scene.noise = 3
        scene.blur = 0.5
        change(&scene)
        return frame(scene)
    }
}

/// A generator that gives the same numbers for the same seed (xorshift64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension Payload {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
