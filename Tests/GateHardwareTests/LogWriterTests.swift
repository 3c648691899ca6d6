import Foundation
import GateHardware
import Testing

@Suite("A log that nobody reads")
struct LogWriterTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `holds up nobody, is bounded, and says afterwards how many lines are lost`() throws {
        let pipe = Pipe()
        let writer = try LogWriter(to: pipe.fileHandleForWriting.fileDescriptor) { Self.bytes("\($0) lost") }
        // More than pipe and tray take together.
        let line = Self.bytes(String(repeating: "x", count: 99))
        let count = 10_000
        for _ in 0..<count { writer.put(line) }
        let lost = writer.lostLines
        #expect(lost >= count - LogWriter.mostLines - (1 << 16) / 100 - 1 && lost < count)
        var read = Data()
        while !read.suffix(6).elementsEqual(Self.bytes(" lost\n")) {
            read += pipe.fileHandleForReading.availableData
        }
        let lines = String(decoding: read, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == count - lost + 1 && lines.last == "\(lost) lost")
        withExtendedLifetime(writer) {}
    }

    @Test func `is let go of at the end, whoever does not read`() throws {
        let pipe = Pipe()
        do {
            let writer = try LogWriter(to: pipe.fileHandleForWriting.fileDescriptor) { Self.bytes("\($0) lost") }
            for _ in 0..<5000 { writer.put(Self.bytes(String(repeating: "y", count: 99))) }
        }
        // The writer has ended, or this would not be reached.
        #expect(try #require(try pipe.fileHandleForReading.read(upToCount: 100)).count == 100)
    }

    @Test func `is read in order, each line whole, and one that is too long is cut`() throws {
        let pipe = Pipe()
        do {
            let writer = try LogWriter(to: pipe.fileHandleForWriting.fileDescriptor) { Self.bytes("\($0) lost") }
            writer.put(Self.bytes("one"))
            writer.put(Self.bytes(String(repeating: "z", count: 9000)))
            writer.put(Self.bytes("three"))
        }
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.map(\.utf8.count) == [3, LogWriter.longestLine - 1, 5])
        #expect(lines.first == "one" && lines.last == "three")
    }
}
