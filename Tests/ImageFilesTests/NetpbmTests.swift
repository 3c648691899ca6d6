import ImageFiles
import Imaging
import Testing

@Suite("PGM and PPM")
struct NetpbmTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let header: String
        /// What is repeated for each of the 21 by 21 pixels.
        let pixel: [UInt8]
        let luma: UInt8
    }

    static let rows = [
        Row(testDescription: "grey text", header: "P2 21 21 255\n", pixel: Array("200 ".utf8), luma: 200),
        Row(testDescription: "grey text of 15 steps", header: "P2\n21 21\n15\n", pixel: Array("5\n".utf8), luma: 85),
        Row(testDescription: "grey bytes", header: "P5 21 21 255\n", pixel: [77], luma: 77),
        Row(testDescription: "grey of 16 bits", header: "P5 21 21 65535\n", pixel: [0x80, 0x00], luma: 128),
        Row(testDescription: "grey with comments", header: "P5 # a\n#b\n21 # c\r21\n255\n", pixel: [3], luma: 3),
        Row(testDescription: "a comment right after the magic", header: "P5#a\n21 21 255\n", pixel: [3], luma: 3),
        Row(testDescription: "colour text", header: "P3 21 21 255\n", pixel: Array("255 0 0\n".utf8), luma: 76),
        Row(testDescription: "colour bytes", header: "P6 21 21 255\n", pixel: [0, 255, 0], luma: 150),
        Row(testDescription: "colour of 16 bits", header: "P6 21 21 65535\n", pixel: [0, 0, 0, 0, 255, 255], luma: 29),
        Row(testDescription: "white of 100 is white", header: "P5 21 21 100\n", pixel: [100], luma: 255),
    ]

    @Test("each kind gives the brightness that was written", arguments: rows)
    func kinds(_ row: Row) throws {
        let file = Array(row.header.utf8) + (0..<441).flatMap { _ in row.pixel }
        let image = try ImageFile.decode(file)
        #expect(image.width == 21 && image.height == 21)
        #expect(Set(image.pixels) == [row.luma])
    }

    @Test("cut at any length it is truncated; a text whose last number is cut may read as a smaller one", arguments: rows)
    func truncation(_ row: Row) {
        let file = Array(row.header.utf8) + (0..<441).flatMap { _ in row.pixel }
        let isText = row.header.hasPrefix("P2") || row.header.hasPrefix("P3")
        let last = isText ? file.count - row.pixel.count : file.count
        for length in 1..<last {
            do {
                _ = try ImageFile.decode(Array(file.prefix(length)))
                Issue.record("\(length) bytes gave a picture")
            } catch {
                // A header cut inside its size is a smaller size.
                let isSmaller = if case .tooSmall = error { length < row.header.utf8.count } else { false }
                #expect(error == .truncated(.netpbm) || isSmaller, "\(length) bytes: \(error)")
            }
        }
    }

    @Test(
        "headers that cannot be are refused",
        arguments: [
            ("P5 0 21 255\n", ImageFileError.damaged(.netpbm, "width, height or white is out of range")),
            ("P5 21 21 0\n", .damaged(.netpbm, "width, height or white is out of range")),
            ("P5 21 21 65536\n", .damaged(.netpbm, "width, height or white is out of range")),
            ("P5 -21 21 255\n", .damaged(.netpbm, "a number is missing")),
            ("P5 99999999999999999999 21 255\n", .damaged(.netpbm, "a number is too large")),
            ("P5 20000 20 255\n", .tooLarge(width: 20000, height: 20)),
            ("P5 8000 8000 255\n", .tooLarge(width: 8000, height: 8000)),
            ("P5 21 20 255\n", .tooSmall(width: 21, height: 20)),
            ("P5 8192 4000 255\n", .truncated(.netpbm)),
            ("P2 8192 4000 255\n", .truncated(.netpbm)),
        ])
    func lies(header: String, error: ImageFileError) {
        #expect(throws: error) { try ImageFile.decode(Array(header.utf8) + [1, 2, 3]) }
    }

    @Test("a sample over white is damage")
    func overWhite() {
        let file = Array("P5 21 21 100\n".utf8) + [UInt8](repeating: 101, count: 441)
        #expect(throws: ImageFileError.damaged(.netpbm, "a sample is over 100")) { try ImageFile.decode(file) }
    }
}
