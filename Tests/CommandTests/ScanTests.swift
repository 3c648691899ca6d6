import Foundation
import ImageFiles
import Imaging
import LibraryStore
import Testing

@Suite("gatehouse scan")
struct ScanTests {
    let library: Library

    init() throws {
        library = try Library()
        try library.draw(1)
    }

    private func picture(_ name: String, _ image: LumaImage) throws -> String {
        let path = library.folder + "/" + name
        try Data(ImageFile.png(image)).write(to: URL(fileURLWithPath: path))
        return path
    }

    private var pass: String { library.pictures + "/101.png" }

    @Test("prints the payload of each picture, one a line, and ends with 0")
    func raw() throws {
        let answer = try Program.run(["scan", "--raw", pass, pass])
        #expect(answer.status == 0)
        #expect(answer.lines.count == 2 && answer.lines.allSatisfy { $0.hasPrefix("GH1:") })
    }

    @Test("ends with 1 when a picture has no code")
    func empty() throws {
        let grey = try picture("grey.png", LumaImage(width: 64, height: 64, filled: 128))
        let answer = try Program.run(["scan", "--raw", pass, grey])
        #expect(answer.status == 1)
        #expect(answer.lines.count == 1)
    }

    @Test("ends with 66 for a file that is no picture, is cut, or is not there", arguments: ["text", "cut", "absent"])
    func unreadable(_ kind: String) throws {
        let path = library.folder + "/\(kind).png"
        if kind == "text" { try library.write("text.png", "not a picture") }
        if kind == "cut" { try Data(contentsOf: URL(fileURLWithPath: pass)).prefix(300).write(to: URL(fileURLWithPath: path)) }
        let answer = try Program.run(["scan", path])
        #expect(answer.status == 66)
        #expect(answer.errors.contains(path))
    }

    @Test("says what the gate would decide, and records nothing")
    func decision() async throws {
        let answer = try Program.run(["scan", pass, "--config", library.config])
        #expect(answer.status == 0)
        #expect(answer.output.contains("would be admitted, entry"), "\(answer.output) \(answer.errors)")
        #expect(try await library.store().recentDecisions(limit: 10).isEmpty)
    }
}
