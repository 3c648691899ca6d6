import ImageFiles
import Imaging
import Testing

@Suite("Files that give no picture")
struct RefusalTests {
    static func png(_ width: Int, _ height: Int) -> [UInt8] {
        var maker = PNGMaker()
        (maker.claimedWidth, maker.claimedHeight) = (width, height)
        return maker.bytes()
    }

    /// A JPEG whose header claims other sides; they stand in the SOF segment.
    static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
        var jpeg = JPEGSamples.grey
        guard let start = jpeg.firstRange(of: [0xFF, 0xC0])?.lowerBound else { return [] }
        jpeg[start + 5..<start + 9] = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        return jpeg
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let error: ImageFileError
    }

    static let rows = [
        Row(testDescription: "nothing", bytes: [], error: .empty),
        Row(testDescription: "text", bytes: Array("This is a pass.".utf8), error: .notAPicture),
        Row(testDescription: "a bitmap of 1 bit", bytes: Array("P4 24 24\n".utf8), error: .notAPicture),
        Row(testDescription: "a word that begins with P5", bytes: Array("P5tables".utf8), error: .notAPicture),
        Row(testDescription: "GIF", bytes: Array("GIF89a".utf8), error: .notAPicture),
        Row(testDescription: "zeros", bytes: Array(repeating: 0, count: 4096), error: .notAPicture),
        Row(testDescription: "a PNG of 1 by 1", bytes: png(1, 1), error: .tooSmall(width: 1, height: 1)),
        Row(testDescription: "a JPEG of 1 by 1", bytes: jpeg(1, 1), error: .tooSmall(width: 1, height: 1)),
        Row(testDescription: "a PGM of 1 by 1", bytes: Array("P5 1 1 255\n0".utf8), error: .tooSmall(width: 1, height: 1)),
        Row(testDescription: "a PNG 20,000 wide", bytes: png(20000, 21), error: .tooLarge(width: 20000, height: 21)),
        Row(testDescription: "a JPEG 20,000 wide", bytes: jpeg(20000, 21), error: .tooLarge(width: 20000, height: 21)),
        Row(testDescription: "a PNG of 49 million", bytes: png(7000, 7000), error: .tooLarge(width: 7000, height: 7000)),
        Row(testDescription: "a JPEG of 49 million", bytes: jpeg(7000, 7000), error: .tooLarge(width: 7000, height: 7000)),
        Row(
            testDescription: "a PNG 2,147,483,647 wide", bytes: png(0x7FFF_FFFF, 0x7FFF_FFFF),
            error: .tooLarge(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)),
        Row(testDescription: "a PNG that claims 100 rows of its 21", bytes: png(24, 100), error: .damaged(.png, "Not enough image data")),
        Row(testDescription: "a JPEG that claims 100 rows of its 21", bytes: jpeg(24, 100), error: .truncated(.jpeg)),
    ]

    @Test("each says its own reason", arguments: rows)
    func refusals(_ row: Row) {
        #expect(throws: row.error) { try ImageFile.decode(row.bytes) }
        #expect(!row.error.description.isEmpty)
    }

    @Test("a PNG that claims no width is damaged")
    func noWidth() {
        do {
            _ = try ImageFile.decode(Self.png(0, 21))
            Issue.record("it gave a picture")
        } catch {
            guard case .damaged(.png, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("a text in a PNG of any size is skipped")
    func longText() throws {
        var maker = PNGMaker()
        maker.extra = PNGMaker.chunk("tEXt", Array("note\0".utf8) + [UInt8](repeating: 65, count: 1 << 20))
        #expect(try ImageFile.decode(maker.bytes()).width == 24)
    }

    @Test("what is too long is refused before it is looked at")
    func tooLong() {
        let bytes = [UInt8](repeating: 0x50, count: ImageFile.mostBytes + 1)
        #expect(throws: ImageFileError.tooLong(bytes: ImageFile.mostBytes + 1)) { try ImageFile.decode(bytes) }
    }

    @Test(
        "bytes of chance behind each magic end in an error",
        arguments: [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF], [0x50, 0x35, 0x20]] as [[UInt8]])
    func noise(_ magic: [UInt8]) {
        var state: UInt64 = 1
        for length in 0..<400 {
            let noise = (0..<length).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(state >> 56)
            }
            #expect(throws: ImageFileError.self) { try ImageFile.decode(magic + noise) }
        }
    }
}
