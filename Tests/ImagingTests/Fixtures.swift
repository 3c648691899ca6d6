import Imaging
import Testing

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

/// The sides of a small picture.
struct Sides: Sendable, CustomTestStringConvertible {
    let width: Int
    let height: Int

    init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }

    var testDescription: String { "\(width) by \(height)" }

    /// Single pixels, lines, odd and even sides, and some larger than a window.
    static let all = [
        Sides(1, 1), Sides(1, 9), Sides(9, 1), Sides(2, 2), Sides(3, 5), Sides(8, 8), Sides(17, 4), Sides(31, 33), Sides(70, 20),
    ]
}

extension LumaImage {
    /// Pixels of even chance.
    static func noise(_ sides: Sides, seed: UInt64) -> LumaImage {
        var chance = Chance(seed: seed)
        var image = LumaImage(width: sides.width, height: sides.height, filled: 0)
        for index in image.pixels.indices { image.pixels[index] = UInt8.random(in: 0...255, using: &chance) }
        return image
    }

    /// The pixel, or the nearest one for a place outside.
    func near(_ x: Int, _ y: Int) -> Int {
        Int(pixels[min(max(0, y), height - 1) * width + min(max(0, x), width - 1)])
    }
}
