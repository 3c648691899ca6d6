import Imaging
import Testing

@Suite("Cutting and resizing")
struct SizeTests {
    @Test(arguments: Sides.all)
    func `half the size is the rounded mean of four pixels, an odd edge left out`(_ sides: Sides) {
        let image = LumaImage.noise(sides, seed: 21)
        guard sides.width > 1, sides.height > 1 else {
            #expect(image.halved() == nil)
            return
        }
        let expected = (0..<sides.height / 2).flatMap { y in
            (0..<sides.width / 2).map { x in
                let four = image.near(2 * x, 2 * y) + image.near(2 * x + 1, 2 * y) + image.near(2 * x, 2 * y + 1)
                    + image.near(2 * x + 1, 2 * y + 1)
                return UInt8((Double(four) / 4).rounded(.toNearestOrAwayFromZero))
            }
        }
        #expect(image.halved() == LumaImage(width: sides.width / 2, height: sides.height / 2, pixels: expected))
    }

    @Test(arguments: Sides.all)
    func `twice the size is bilinear between pixel centres`(_ sides: Sides) throws {
        let image = LumaImage.noise(sides, seed: 22)
        let doubled = try #require(image.doubled())
        #expect(doubled.width == 2 * sides.width && doubled.height == 2 * sides.height)
        for y in 0..<doubled.height {
            for x in 0..<doubled.width {
                let (u, v) = ((Double(x) + 0.5) / 2 - 0.5, (Double(y) + 0.5) / 2 - 0.5)
                let (left, top) = (Int(u.rounded(.down)), Int(v.rounded(.down)))
                let (a, b) = (u - Double(left), v - Double(top))
                let exact = (Double(image.near(left, top)) * (1 - a) + Double(image.near(left + 1, top)) * a) * (1 - b)
                    + (Double(image.near(left, top + 1)) * (1 - a) + Double(image.near(left + 1, top + 1)) * a) * b
                #expect(abs(Double(doubled.pixels[y * doubled.width + x]) - exact) <= 0.5)
            }
        }
    }

    @Test func `a picture that would pass the largest side is not doubled`() {
        #expect(LumaImage(width: 4096, height: 1, filled: 0).doubled()?.width == 8192)
        #expect(LumaImage(width: 4097, height: 1, filled: 0).doubled() == nil)
        #expect(LumaImage(width: 1, height: 4097, filled: 0).doubled() == nil)
    }

    @Test(arguments: [
        (PixelRegion(x: 0, y: 0, width: 4, height: 3), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as [UInt8]?),
        (PixelRegion(x: 1, y: 1, width: 2, height: 1), [5, 6]),
        (PixelRegion(x: 3, y: 2, width: 9, height: 9), [11]),
        (PixelRegion(x: -2, y: -1, width: 3, height: 2), [0]),
        (PixelRegion(x: -5, y: -5, width: 100, height: 100), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        (PixelRegion(x: 4, y: 0, width: 1, height: 1), nil),
        (PixelRegion(x: 0, y: 3, width: 1, height: 1), nil),
        (PixelRegion(x: -3, y: 0, width: 3, height: 3), nil),
        (PixelRegion(x: 0, y: 0, width: 0, height: 3), nil),
        (PixelRegion(x: 0, y: 0, width: 3, height: -1), nil),
        (PixelRegion(x: .max, y: .max, width: .max, height: .max), nil),
        (PixelRegion(x: .min, y: .min, width: .max, height: .max), nil),
        (PixelRegion(x: 2, y: 2, width: .max, height: .max), [10, 11]),
    ])
    func `cutting gives what lies on the picture, and nothing for a region outside`(
        _ region: PixelRegion, _ expected: [UInt8]?
    ) throws {
        let image = try #require(LumaImage(width: 4, height: 3, pixels: Array(0..<12)))
        #expect(image.cropped(to: region)?.pixels == expected)
    }

    @Test func `a grown region stays on the picture`() {
        let region = PixelRegion(x: 5, y: 6, width: 10, height: 4)
        #expect(region.grown(by: 3, within: 100, 100) == PixelRegion(x: 2, y: 3, width: 16, height: 10))
        #expect(region.grown(by: 50, within: 20, 8) == PixelRegion(x: 0, y: 0, width: 20, height: 8))
        #expect(region.grown(by: 0, within: 5, 100) == nil)
    }
}
