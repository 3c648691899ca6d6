import Imaging
import Testing

/// The filters as their definitions say them, a pixel at a time.
private enum Plain {
    /// Sum and count of the pixels of the window that lie on the picture.
    static func window(_ image: LumaImage, _ x: Int, _ y: Int, _ radius: Int) -> (sum: Int, count: Int) {
        var (sum, count) = (0, 0)
        for row in max(0, y - radius)...min(image.height - 1, y + radius) {
            for column in max(0, x - radius)...min(image.width - 1, x + radius) {
                sum += Int(image.pixels[row * image.width + column])
                count += 1
            }
        }
        return (sum, count)
    }

    static func thresholded(_ image: LumaImage, _ radius: Int, _ offset: Int) -> [UInt8] {
        image.pixels.indices.map { index in
            let (sum, count) = window(image, index % image.width, index / image.width, radius)
            return Double(image.pixels[index]) > Double(sum) / Double(count) - Double(offset) ? 255 : 0
        }
    }

    static func unsharp(_ image: LumaImage, _ radius: Int, _ strength: Int) -> [Double] {
        image.pixels.indices.map { index in
            let (sum, count) = window(image, index % image.width, index / image.width, radius)
            let value = Double(image.pixels[index])
            return min(255, max(0, value + Double(strength) * (value - Double(sum) / Double(count))))
        }
    }
}

@Suite("The filters")
struct FilterTests {
    @Test(arguments: Sides.all, [0, 1, 2, 15, 31, 255])
    func `local-mean binarisation is what its definition says, at every edge`(_ sides: Sides, _ radius: Int) {
        let image = LumaImage.noise(sides, seed: 11)
        for offset in [0, 5, 200] {
            #expect(image.thresholded(radius: radius, offset: offset).pixels == Plain.thresholded(image, radius, offset))
        }
    }

    @Test(arguments: Sides.all, [0, 1, 2, 40])
    func `the unsharp mask is what its definition says, to half a grey level`(_ sides: Sides, _ radius: Int) {
        let image = LumaImage.noise(sides, seed: 12)
        for strength in [0, 1, 2] {
            let sharp = image.unsharp(radius: radius, strength: strength).pixels
            for (got, exact) in zip(sharp, Plain.unsharp(image, radius, strength)) {
                #expect(abs(Double(got) - exact) <= 0.501)
            }
        }
    }

    @Test(arguments: [-1, 256, Int.min, Int.max])
    func `a radius, offset or strength out of range is taken as the nearest allowed`(_ number: Int) {
        let image = LumaImage.noise(Sides(20, 20), seed: 13)
        let (radius, offset, strength) = number < 0 ? (0, 0, 0) : (255, 255, 16)
        #expect(image.thresholded(radius: number, offset: 5) == image.thresholded(radius: radius, offset: 5))
        #expect(image.thresholded(radius: 3, offset: number) == image.thresholded(radius: 3, offset: offset))
        #expect(image.unsharp(radius: 1, strength: number) == image.unsharp(radius: 1, strength: strength))
    }

    @Test(arguments: Sides.all)
    func `inverting twice gives the picture back`(_ sides: Sides) {
        let image = LumaImage.noise(sides, seed: 14)
        #expect(image.inverted().pixels == image.pixels.map { 255 - $0 })
        #expect(image.inverted().inverted() == image)
    }

    @Test func `plain white stays white and plain black turns white, so empty ground has no edges`() {
        for brightness: UInt8 in [0, 128, 255] {
            let plain = LumaImage(width: 40, height: 30, filled: brightness)
            #expect(plain.thresholded(radius: 15, offset: 5) == LumaImage(width: 40, height: 30, filled: 255))
            #expect(plain.unsharp(radius: 2, strength: 2) == plain)
        }
    }
}
