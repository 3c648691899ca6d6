import Imaging
import LibraryModel

/// The empty entrance hall as a camera of the demonstration sees it: a tiled floor, a wall with shelves, a glass door. Its
/// contrasts are soft, so that no part of it looks like a code, which a decoder would have to try.
enum DemoHall {
    static let (width, height) = (640, 480)
    /// So many looks at it, alike but for the sensor's noise: a picture that stands quite still looks like a broken one.
    static let looks: [LumaImage] = {
        var chance = SeededChance(seed: 0x4A11)
        return (0..<4).map { _ in look(&chance) }
    }()

    /// The row at which the floor begins.
    private static let horizon = 200

    private static func look(_ chance: inout SeededChance) -> LumaImage {
        var image = LumaImage(width: width, height: height, filled: 0)
        for y in 0..<height {
            // One number of chance is enough for the noise of sixteen pixels.
            var bits: UInt64 = 0
            for x in 0..<width {
                if x % 16 == 0 { bits = chance.next() }
                image.pixels[y * width + x] = UInt8(min(250, max(5, level(x, y) + Int(bits & 3) - 1)))
                bits >>= 4
            }
        }
        return image
    }

    private static func level(_ x: Int, _ y: Int) -> Int {
        y < horizon ? wall(x, y) : floor(x, y)
    }

    private static func wall(_ x: Int, _ y: Int) -> Int {
        switch (x, y) {
        // A lamp at the ceiling.
        case (220..<420, 18..<28): 235
        // The door, with daylight in its two wings.
        case (256..<384, 66...): x == 319 || x == 320 || x < 262 || x >= 378 || y < 72 ? 70 : 200 - (y - 66) / 4
        // Shelves with books of all shades.
        case (30..<200, 70..<186), (440..<610, 70..<186):
            (y - 70) % 38 < 5 ? 92 : 102 + (x / 9 * 7 + (y - 70) / 38 * 5) % 11
        default: 150 - y / 8
        }
    }

    /// Tiles that grow towards the camera, with the light of the door on them.
    private static func floor(_ x: Int, _ y: Int) -> Int {
        let depth = y - horizon + 12
        let (across, along) = ((x - width / 2) * 12 / depth, 2400 / depth)
        let tile = (across + (x < width / 2 ? 1 : 0) + along) % 2 == 0 ? 126 : 118
        return tile + max(0, 26 - abs(x - width / 2) / 6) - depth / 14
    }
}
