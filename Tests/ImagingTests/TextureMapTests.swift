import Imaging
import Testing

@Suite("The texture map")
struct TextureMapTests {
    /// A white picture with a field of random modules on it.
    private func field(_ module: Int, x: Int, y: Int, side: Int, dark: UInt8 = 0, light: UInt8 = 255) -> LumaImage {
        var image = LumaImage(width: 640, height: 480, filled: light)
        var chance = Chance(seed: 31)
        for top in stride(from: y, to: y + side, by: module) {
            for left in stride(from: x, to: x + side, by: module) where Bool.random(using: &chance) {
                for row in top..<min(480, top + module) {
                    for column in left..<min(640, left + module) { image.pixels[row * 640 + column] = dark }
                }
            }
        }
        return image
    }

    @Test(arguments: [2, 3, 4, 6, 8, 10, 12])
    func `a code is found at any module size and its region holds all of it`(_ module: Int) {
        let side = max(60, 21 * module)
        let regions = TextureMap(of: field(module, x: 200, y: 120, side: side)).likelyRegions
        #expect(regions.count == 1)
        #expect(
            regions.allSatisfy {
                $0.x <= 200 && $0.y <= 120 && $0.x + $0.width >= 200 + side && $0.y + $0.height >= 120 + side
            })
    }

    @Test func `a washed-out code is found too`() {
        #expect(TextureMap(of: field(5, x: 100, y: 100, side: 150, dark: 205, light: 250)).likelyRegions.count == 1)
    }

    @Test func `two codes far apart are two regions, the larger first`() {
        var image = field(4, x: 40, y: 40, side: 90)
        let other = field(4, x: 360, y: 200, side: 200)
        for index in image.pixels.indices { image.pixels[index] = min(image.pixels[index], other.pixels[index]) }
        let regions = TextureMap(of: image).likelyRegions
        #expect(regions.count == 2)
        #expect(regions.first?.x ?? 0 > 300)
    }

    @Test func `many busy places give the most regions allowed and none touches another`() {
        var image = LumaImage(width: 640, height: 480, filled: 255)
        for x in [20, 220, 420] {
            for y in [20, 260] {
                let patch = field(3, x: x, y: y, side: 40)
                for index in image.pixels.indices { image.pixels[index] = min(image.pixels[index], patch.pixels[index]) }
            }
        }
        let regions = TextureMap(of: image).likelyRegions
        #expect(regions.count == TextureMap.mostRegions)
        for (index, one) in regions.enumerated() {
            for other in regions[(index + 1)...] { #expect(!one.touches(other)) }
        }
    }

    @Test(arguments: [0, 90])
    func `stripes in one direction only are no place for a code`(_ turn: Int) {
        var image = LumaImage(width: 640, height: 480, filled: 255)
        for index in image.pixels.indices where (turn == 0 ? index % 640 : index / 640) % 8 < 4 { image.pixels[index] = 0 }
        #expect(TextureMap(of: image).likelyRegions.isEmpty)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `an empty hall with an ordinary sensor's noise is calm`(_ seed: UInt64) {
        var scene = DrawnScene(nil)
        (scene.noise, scene.blur) = (8, 0.5)
        var chance = Chance(seed: seed)
        #expect(TextureMap(of: SceneRenderer.frame(of: scene, using: &chance)).likelyRegions.isEmpty)
    }

    @Test func `a picture busy all over is taken whole`() {
        let image = LumaImage.noise(Sides(640, 480), seed: 33)
        #expect(TextureMap(of: image).likelyRegions == [PixelRegion(image)])
    }

    @Test(arguments: Sides.all + [Sides(17, 200), Sides(18, 18), Sides(200, 17)])
    func `a picture of any size is looked at without going over its edge`(_ sides: Sides) {
        let image = LumaImage.noise(sides, seed: 34)
        let map = TextureMap(of: image)
        #expect(map.isBusy.count == map.columns * map.rows)
        #expect(map.likelyRegions == [PixelRegion(image)])
    }
}
