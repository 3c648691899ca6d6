import Foundation
import GateHardware
import ImageFiles
import Imaging
import LibraryModel
import Testing

@Suite("A folder of pictures as a camera")
final class PictureFolderTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    /// A picture that its brightness tells apart.
    func write(_ name: String, brightness: UInt8) throws {
        let image = LumaImage(width: 32, height: 24, filled: brightness)
        try write(name, name.hasSuffix("png") ? ImageFile.png(image) : ImageFile.pgm(image))
    }

    /// What is given until the end or for `calls` calls: brightness and number, `quiet`, or the faulty file's name.
    func told(by source: some FrameSource, calls: Int = 50) -> [String] {
        var words: [String] = []
        for _ in 0..<calls {
            switch source.next(waitingAtMost: .zero) {
            case .frame(let frame): words.append("\(frame.image.pixels[0])#\(frame.number)")
            case .quiet: words.append("quiet")
            case .fault(let error): words.append("bad \(error.call.split(separator: "/").last ?? ""): \(error.advice)")
            case .ended: return words + ["end"]
            }
        }
        return words
    }

    @Test("pictures come in name order, other files are left out")
    func order() throws {
        try write("b.PGM", brightness: 2)
        try write("a.png", brightness: 1)
        try write("c.pgm", brightness: 3)
        try write("notes.txt", Array("hello".utf8))
        try write(".hidden.png", brightness: 9)
        let source = try PictureFolder(path: folder.path, now: { .zero })
        #expect(told(by: source) == ["1#0", "2#1", "3#2", "end"])
        #expect(told(by: source) == ["end"])
    }

    @Test("each picture is given as often as asked, and the show loops if asked")
    func repeats() throws {
        try write("a.png", brightness: 1)
        try write("b.png", brightness: 2)
        let twice = try PictureFolder(path: folder.path, pace: .init(repeats: 2), now: { .zero })
        #expect(told(by: twice) == ["1#0", "1#1", "2#2", "2#3", "end"])
        let loop = try PictureFolder(path: folder.path, pace: .init(repeats: 2, loops: true), now: { .zero })
        #expect(told(by: loop, calls: 6) == ["1#0", "1#1", "2#2", "2#3", "1#4", "1#5"])
    }

    @Test("a picture that cannot be read is a fault with its name, once, and the show goes on")
    func badPictures() throws {
        try write("a.png", brightness: 1)
        try write("b.png", Array(ImageFile.png(LumaImage(width: 32, height: 24, filled: 0)).dropLast(20)))
        try write("c.jpg", [])
        try write("d.pgm", brightness: 4)
        let source = try PictureFolder(path: folder.path, pace: .init(repeats: 2), now: { .zero })
        #expect(
            told(by: source) == [
                "1#0", "1#1", "bad b.png: the PNG file ends before the picture does; copy it again",
                "bad c.jpg: the file is empty", "4#2", "4#3", "end",
            ])
    }

    @Test("a folder of nothing but bad pictures can loop without hanging")
    func badLoop() throws {
        try write("a.png", [])
        let source = try PictureFolder(path: folder.path, pace: .init(loops: true), now: { .zero })
        #expect(told(by: source, calls: 3) == Array(repeating: "bad a.png: the file is empty", count: 3))
    }

    @Test("frames come at their pace and are stamped with the clock")
    func pace() throws {
        for name in ["a.png", "b.png"] { try write(name, brightness: 7) }
        let clock = CameraTests.Clock()
        let source = try PictureFolder(path: folder.path, pace: .init(framesPerSecond: 10), now: { clock.now })
        #expect(told(by: source, calls: 2) == ["7#0", "quiet"])
        clock.advance(milliseconds: 99)
        #expect(told(by: source, calls: 1) == ["quiet"])
        clock.advance(milliseconds: 1)
        guard case .frame(let frame) = source.next(waitingAtMost: .zero) else {
            Issue.record("no frame when it was due")
            return
        }
        #expect(frame.taken == clock.now)
        #expect(told(by: source) == ["end"])
    }

    @Test("closed, it ends")
    func closing() throws {
        try write("a.png", brightness: 1)
        let source = try PictureFolder(path: folder.path, pace: .init(repeats: 9), now: { .zero })
        #expect(told(by: source, calls: 1) == ["1#0"])
        source.close()
        #expect(told(by: source) == ["end"])
    }

    @Test("a missing folder and one without pictures are refused at the start")
    func noPictures() {
        #expect(throws: CameraError.self) { try PictureFolder(path: "/gatehouse/none", now: { .zero }) }
        #expect(throws: CameraError.self) { try PictureFolder(path: self.folder.path, now: { .zero }) }
    }
}
