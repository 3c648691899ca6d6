import ImageFiles
import Imaging
import Testing

@Suite("PNG")
struct PNGTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let colour: PNGMaker.Colour
        let depth: Int
        let isInterlaced: Bool
        var testDescription: String { "\(colour) of \(depth) bits\(isInterlaced ? ", interlaced" : "")" }
    }

    /// Every pair of colour type and depth that the specification allows (table 11.1), plain and interlaced.
    static let kinds = [false, true].flatMap { isInterlaced in
        [
            (.grey, [1, 2, 4, 8, 16]), (.rgb, [8, 16]), (.palette, [1, 2, 4, 8]), (.greyAlpha, [8, 16]), (.rgba, [8, 16]),
        ].flatMap { (colour: PNGMaker.Colour, depths: [Int]) in
            depths.map { Kind(colour: colour, depth: $0, isInterlaced: isInterlaced) }
        }
    }

    @Test("every colour type and depth gives the brightness that was drawn", arguments: kinds)
    func brightness(_ kind: Kind) throws {
        let most = (1 << kind.depth) - 1
        var maker = PNGMaker()
        (maker.colour, maker.depth, maker.isInterlaced) = (kind.colour, kind.depth, kind.isInterlaced)
        let level = { (x: Int, y: Int) in (x * 7 + y * 3) * most / 255 % (most + 1) }
        switch kind.colour {
        case .grey: maker.pixel = { x, y in [level(x, y)] }
        case .rgb: maker.pixel = { x, y in Array(repeating: level(x, y), count: 3) }
        case .palette:
            maker.pixel = { x, y in [level(x, y)] }
            maker.extra = PNGMaker.chunk(
                "PLTE", (0...most).flatMap { Array(repeating: UInt8($0 * 255 / most), count: 3) })
        case .greyAlpha: maker.pixel = { x, y in [level(x, y), x == 0 ? 0 : most] }
        case .rgba: maker.pixel = { x, y in Array(repeating: level(x, y), count: 3) + [x == 0 ? 0 : most] }
        }
        let hasAlpha = kind.colour == .greyAlpha || kind.colour == .rgba
        let image = try ImageFile.decode(maker.bytes())
        #expect(image.width == 24 && image.height == 21)
        for y in 0..<21 {
            for x in 0..<24 {
                let expected = hasAlpha && x == 0 ? 255 : (level(x, y) * 255 + most / 2) / most
                let seen = Int(image.pixels[y * 24 + x])
                #expect(abs(seen - expected) <= 1, "at \(x), \(y) there is \(seen) for \(expected)")
            }
        }
    }

    @Test(
        "half transparent black is grey, over white",
        arguments: [(alpha: 0, luma: 255), (64, 191), (128, 127), (255, 0)])
    func transparency(alpha: Int, luma: UInt8) throws {
        var maker = PNGMaker()
        maker.colour = .greyAlpha
        maker.pixel = { _, _ in [0, alpha] }
        #expect(try ImageFile.decode(maker.bytes()).pixels.allSatisfy { $0 == luma })
    }

    @Test("a palette's own transparency and a colour named transparent are white")
    func transparentColours() throws {
        var maker = PNGMaker()
        maker.colour = .palette
        maker.extra = PNGMaker.chunk("PLTE", [0, 0, 0, 90, 90, 90]) + PNGMaker.chunk("tRNS", [0, 255])
        maker.pixel = { x, _ in [x % 2] }
        #expect(try Set(ImageFile.decode(maker.bytes()).pixels) == [255, 90])
        maker = PNGMaker()
        maker.extra = PNGMaker.chunk("tRNS", [0, 7])
        maker.pixel = { x, _ in [x % 2 == 0 ? 7 : 8] }
        #expect(try Set(ImageFile.decode(maker.bytes()).pixels) == [255, 8])
    }

    @Test(
        "colours weigh as in JPEG",
        arguments: [(rgb: [255, 0, 0], luma: 76), ([0, 255, 0], 150), ([0, 0, 255], 29), ([255, 255, 255], 255)])
    func weights(rgb: [Int], luma: Int) throws {
        var maker = PNGMaker()
        maker.colour = .rgb
        maker.pixel = { _, _ in rgb }
        // A colour space and a gamma, which change nothing.
        for extra in [[], PNGMaker.chunk("gAMA", [0, 0, 0xB1, 0x8F]), PNGMaker.chunk("sRGB", [0])] {
            maker.extra = extra
            let seen = try Set(ImageFile.decode(maker.bytes()).pixels)
            #expect(seen.count == 1 && seen.allSatisfy { abs(Int($0) - luma) <= 1 }, "\(seen) for \(luma)")
        }
    }

    @Test("what is written reads back the same", arguments: [(21, 21), (640, 33), (33, 640), (8192, 21)])
    func roundTrip(width: Int, height: Int) throws {
        let pixels = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 5) }
        let image = try #require(LumaImage(width: width, height: height, pixels: pixels))
        #expect(try ImageFile.decode(ImageFile.png(image)) == image)
        #expect(try ImageFile.decode(ImageFile.pgm(image)) == image)
    }

    @Test("cut at any length, a PNG is truncated and never half a picture")
    func truncation() throws {
        for isInterlaced in [false, true] {
            var maker = PNGMaker()
            maker.isInterlaced = isInterlaced
            let whole = maker.bytes()
            for length in 1..<whole.count {
                #expect(throws: ImageFileError.truncated(.png), "\(length) bytes") {
                    try ImageFile.decode(Array(whole.prefix(length)))
                }
            }
        }
    }

    @Test("a flipped byte is noticed or changes nothing that matters")
    func flips() throws {
        let whole = PNGMaker().bytes()
        let picture = try ImageFile.decode(whole)
        for index in whole.indices {
            var flipped = whole
            flipped[index] ^= 0x41
            // Checksums cover all but the length of a chunk, so what passes is the same picture.
            if let read = try? ImageFile.decode(flipped) { #expect(read == picture, "byte \(index)") }
        }
    }
}
