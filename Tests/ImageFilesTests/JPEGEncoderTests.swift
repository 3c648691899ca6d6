import ImageFiles
import Imaging
import Testing

@Suite("JPEG out")
struct JPEGEncoderTests {
    private static let slope = LumaImage(width: 320, height: 180, pixels: (0..<(320 * 180)).map { UInt8($0 % 320 * 255 / 319) })

    @Test("a picture comes back nearly as it was, and a better quality is nearer", arguments: [(30, 12), (60, 6), (95, 3)])
    func roundTrip(_ row: (quality: Int, most: Int)) throws {
        let picture = try #require(Self.slope)
        let back = try ImageFile.decode(try JPEGEncoder().jpeg(picture, quality: row.quality))
        #expect(back.width == picture.width && back.height == picture.height)
        #expect(zip(back.pixels, picture.pixels).allSatisfy { abs(Int($0) - Int($1)) <= row.most })
    }

    @Test("one encoder serves many pictures of any size, and any quality is cut to what there is", arguments: [-1, 0, 1, 100, 1000])
    func many(_ quality: Int) throws {
        let encoder = try JPEGEncoder()
        for (width, height) in [(21, 21), (321, 181), (64, 48), (1280, 720)] {
            let back = try ImageFile.decode(try encoder.jpeg(LumaImage(width: width, height: height, filled: 77), quality: quality))
            #expect(back.width == width && back.height == height)
        }
    }

    @Test("a small grey picture is small")
    func size() throws {
        #expect(try JPEGEncoder().jpeg(try #require(Self.slope), quality: 60).count < 8000)
    }
}
