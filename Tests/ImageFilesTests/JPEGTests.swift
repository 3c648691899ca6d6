import ImageFiles
import Imaging
import Testing

@Suite("JPEG")
struct JPEGTests {
    @Test(
        "baseline and progressive pictures, and camera frames without tables, are read alike",
        arguments: [JPEGSamples.grey, JPEGSamples.progressive, JPEGSamples.withoutTables])
    func grey(_ jpeg: [UInt8]) throws {
        let image = try ImageFile.decode(jpeg)
        #expect(image.width == 24 && image.height == 21)
        #expect(image.pixels[0] > 235 && image.pixels[24 * 20 + 23] < 20)
        for row in 1..<21 { #expect(Int(image.pixels[row * 24]) <= Int(image.pixels[(row - 1) * 24]) + 8) }
    }

    @Test("of a colour picture the brightness is read")
    func colour() throws {
        let image = try ImageFile.decode(JPEGSamples.colour)
        #expect(abs(Int(image.pixels[24 * 1]) - 76) < 20)
        #expect(abs(Int(image.pixels[24 * 19]) - 29) < 20)
    }

    @Test("CMYK is refused by name")
    func cmyk() {
        #expect(throws: ImageFileError.unsupported(.jpeg, "its colours are CMYK; save it as RGB")) {
            try ImageFile.decode(JPEGSamples.cmyk)
        }
    }

    @Test(
        "cut at any length, a JPEG is truncated and never half a picture",
        arguments: [JPEGSamples.grey, JPEGSamples.progressive, JPEGSamples.colour, JPEGSamples.cmyk])
    func truncation(_ jpeg: [UInt8]) {
        for length in 1..<jpeg.count {
            #expect(throws: ImageFileError.truncated(.jpeg), "\(length) bytes") {
                try ImageFile.decode(Array(jpeg.prefix(length)))
            }
        }
    }

    @Test("data that lack before the end marker are truncated too", arguments: [1, 2, 4, 8, 12])
    func missingData(_ count: Int) {
        let cut = JPEGSamples.grey.dropLast(2 + count) + [0xFF, 0xD9]
        #expect(throws: ImageFileError.truncated(.jpeg)) { try ImageFile.decode(Array(cut)) }
    }

    @Test("bytes after the end and stray bytes between markers do no harm")
    func strayBytes() throws {
        let picture = try ImageFile.decode(JPEGSamples.grey)
        #expect(try ImageFile.decode(JPEGSamples.grey + [0, 1, 2, 0xFF, 0xD8]) == picture)
        #expect(try ImageFile.decode(Array(JPEGSamples.grey[..<20]) + [7, 7, 7] + JPEGSamples.grey[20...]) == picture)
    }

    @Test("any byte of a JPEG may be wrong without a crash, and the size stays within the limits")
    func flips() {
        for jpeg in [JPEGSamples.grey, JPEGSamples.progressive, JPEGSamples.colour] {
            for index in jpeg.indices {
                for change: UInt8 in [0x01, 0x80, 0xFF] {
                    var flipped = jpeg
                    flipped[index] ^= change
                    guard let image = try? ImageFile.decode(flipped) else { continue }
                    #expect(image.pixels.count == image.width * image.height)
                    #expect(image.pixels.count <= ImageFile.mostPixels)
                }
            }
        }
    }

    @Test("a picture of more scans than any program writes is refused")
    func manyScans() throws {
        let scan = try #require(JPEGSamples.grey.firstRange(of: [0xFF, 0xDA]))
        let bomb = JPEGSamples.grey.dropLast(2) + (0..<70).flatMap { _ in JPEGSamples.grey[scan.lowerBound...].dropLast(2) }
        #expect(throws: ImageFileError.unsupported(.jpeg, "it has more than 64 scans")) {
            try ImageFile.decode(Array(bomb) + [0xFF, 0xD9])
        }
    }

    @Test("a camera's frame without its end marker is taken where the data are whole, and only there")
    func missingEnd() throws {
        let decoder = try JPEGDecoder()
        let picture = try ImageFile.decode(JPEGSamples.grey)
        let open = Array(JPEGSamples.grey.dropLast(2))
        #expect(try decoder.luma(of: open.span, missingEnd: .forgiven) == picture)
        var refusal: ImageFileError?
        do { _ = try decoder.luma(of: open.span) } catch { refusal = error }
        #expect(refusal == .truncated(.jpeg))
        refusal = nil
        do { _ = try decoder.luma(of: Array(open.dropLast(6)).span, missingEnd: .forgiven) } catch { refusal = error }
        #expect(refusal == .truncated(.jpeg))
    }

    @Test("a frame that claims more pixels than the stream has is refused, and the decoder goes on")
    func claimedSize() throws {
        let decoder = try JPEGDecoder()
        var refusal: ImageFileError?
        do { _ = try decoder.luma(of: JPEGSamples.grey.span, mostPixels: 24 * 21 - 1) } catch { refusal = error }
        #expect(refusal == .tooLarge(width: 24, height: 21))
        #expect(try decoder.luma(of: JPEGSamples.grey.span, mostPixels: 24 * 21).width == 24)
    }
}
