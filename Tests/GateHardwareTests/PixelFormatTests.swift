import GateHardware
import Imaging
import Testing

@Suite("Brightness from camera frames")
struct PixelFormatTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let format: PixelFormat
        /// The bytes of two lines of four pixels with brightness 10…13 and 20…23, and 99 wherever colour is.
        let lines: [[UInt8]]
        /// What follows the two lines.
        let colour: Int
        var testDescription: String { format.rawValue }
    }

    static let rows = [
        Row(format: .yuyv, lines: [[10, 99, 11, 99, 12, 99, 13, 99], [20, 99, 21, 99, 22, 99, 23, 99]], colour: 0),
        Row(format: .uyvy, lines: [[99, 10, 99, 11, 99, 12, 99, 13], [99, 20, 99, 21, 99, 22, 99, 23]], colour: 0),
        Row(format: .grey, lines: [[10, 11, 12, 13], [20, 21, 22, 23]], colour: 0),
        Row(format: .nv12, lines: [[10, 11, 12, 13], [20, 21, 22, 23]], colour: 4),
        Row(format: .yu12, lines: [[10, 11, 12, 13], [20, 21, 22, 23]], colour: 4),
    ]
    static let expected: [UInt8] = [10, 11, 12, 13, 20, 21, 22, 23]

    @Test("the brightness is found, lines packed or padded", arguments: rows, [0, 1, 5, 24])
    func luma(_ row: Row, padding: Int) throws {
        let lineLength = row.lines[0].count + padding
        let layout = try #require(
            PixelLayout(format: row.format, width: 4, height: 2, bytesPerLine: padding == 0 ? 0 : lineLength))
        #expect(layout.bytesPerLine == lineLength)
        let pad = [UInt8](repeating: 99, count: padding)
        let frame = row.lines.flatMap { $0 + pad } + [UInt8](repeating: 99, count: row.colour)
        #expect(layout.luma(of: frame.span) == LumaImage(width: 4, height: 2, pixels: Self.expected))
    }

    @Test("a frame one byte too short is refused, one that only lacks the last padding is not", arguments: rows)
    func shortFrames(_ row: Row) throws {
        let pad = [UInt8](repeating: 99, count: 3)
        let layout = try #require(
            PixelLayout(format: row.format, width: 4, height: 2, bytesPerLine: row.lines[0].count + 3))
        let frame = row.lines[0] + pad + row.lines[1]
        #expect(layout.neededBytes == frame.count)
        #expect(layout.luma(of: frame.span) != nil)
        for length in 0..<frame.count {
            let short = Array(frame.prefix(length))
            #expect(layout.luma(of: short.span) == nil, "\(length) bytes")
        }
    }

    @Test(
        "sizes that cannot be are refused",
        arguments: [
            (PixelFormat.yuyv, 0, 2, 0), (.yuyv, 4, 0, 0), (.yuyv, -4, 2, 0), (.yuyv, 8193, 2, 0), (.grey, 4, 8193, 0),
            (.yuyv, 4, 2, 7), (.grey, 4, 2, 3), (.grey, 4, 2, -4), (.grey, 4, 2, 32769), (.grey, Int.max, Int.max, Int.max),
            (.mjpeg, 0, 480, 0), (.mjpeg, 8193, 480, 0),
        ])
    func impossibleSizes(format: PixelFormat, width: Int, height: Int, bytesPerLine: Int) {
        #expect(PixelLayout(format: format, width: width, height: height, bytesPerLine: bytesPerLine) == nil)
    }

    @Test("JPEG has a size but no lines")
    func jpeg() throws {
        let layout = try #require(PixelLayout(format: .mjpeg, width: 1280, height: 720, bytesPerLine: 77))
        #expect(layout.bytesPerLine == 0 && layout.neededBytes == 0)
        #expect(layout.luma(of: [1, 2, 3].span) == nil)
    }

    @Test("codes are the kernel's", arguments: [(PixelFormat.yuyv, 0x5659_5559 as UInt32), (.grey, 0x5945_5247), (.mjpeg, 0x4750_4A4D)])
    func codes(format: PixelFormat, code: UInt32) {
        #expect(format.code == code)
        #expect(PixelFormat(code: code) == format)
        #expect(PixelFormat(code: code ^ 1) == nil)
    }
}
