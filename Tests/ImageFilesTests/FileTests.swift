import Foundation
import ImageFiles
import Imaging
import Testing

@Suite("Files on the disk")
struct FileTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-images-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    @Test("a file is read by its bytes, whatever its name says")
    func wrongName() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("photo.png").path
        #expect(FileManager.default.createFile(atPath: path, contents: Data(JPEGSamples.grey)))
        #expect(try ImageFile.load(path) == ImageFile.decode(JPEGSamples.grey))
    }

    @Test("no file, a folder, a device, an empty file and a file of 65 MiB say what they are")
    func notFiles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: ImageFileError.unreadable(code: 2)) { try ImageFile.load(folder.path + "/none.png") }
        #expect(throws: ImageFileError.unreadable(code: 2)) { try ImageFile.load("/etc/hostname\0.png") }
        #expect(throws: ImageFileError.notAFile) { try ImageFile.load(folder.path) }
        #expect(throws: ImageFileError.notAFile) { try ImageFile.load("/dev/zero") }
        let path = folder.appendingPathComponent("empty").path
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        #expect(throws: ImageFileError.empty) { try ImageFile.load(path) }
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 65 << 20)
        try file.close()
        #expect(throws: ImageFileError.tooLong(bytes: 65 << 20)) { try ImageFile.load(path) }
    }
}
