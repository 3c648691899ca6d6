import Foundation
import GateHardware
import Testing

@Suite("The board files that come with Gatehouse")
struct BoardFilesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../hardware/boards").standardized
    static let names = ["raspberry-pi-4", "raspberry-pi-5", "bench"]

    static func board(_ name: String) throws -> BoardDescription {
        let file = folder.appending(path: "\(name).yaml")
        return try BoardDescription.load(yaml: String(contentsOf: file, encoding: .utf8), file: "\(name).yaml")
    }

    @Test(arguments: names)
    func `every file is right and has a line for every role`(name: String) throws {
        let board = try Self.board(name)
        for role in LineRole.allCases { #expect(board.has(role.rawValue), "\(role.rawValue)") }
    }

    @Test
    func `no board file is missing from this test`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(files.sorted() == Self.names.map { "\($0).yaml" }.sorted())
    }

    /// Boot pulls of the header (references section 5): GPIO0 to 8 high, GPIO9 to 27 low.
    @Test(arguments: ["raspberry-pi-4", "raspberry-pi-5"])
    func `an output of a Raspberry Pi is off from power-on until the program starts`(name: String) throws {
        for (line, wiring) in try Self.board(name).lines where line.role.way == .output {
            guard case .name(let pin) = wiring.place, let number = Int(pin.dropFirst(4)) else {
                Issue.record("\(line) is not on a named pin")
                continue
            }
            #expect((9...27).contains(number) && wiring.active == .high, "\(line)")
        }
    }

    @Test(arguments: ["raspberry-pi-4", "raspberry-pi-5"])
    func `a cut wire reads as fire, and as not ready, and as no button`(name: String) throws {
        for (line, wiring) in try Self.board(name).lines where line.role.way == .input {
            #expect(wiring.bias == .pullUp, "\(line)")
            #expect(wiring.active == (line.role == .fire ? .high : .low), "\(line)")
        }
    }

    @Test
    func `the labels are those of the kernel`() throws {
        #expect(try Self.names.map { try Self.board($0).chip } == ["pinctrl-bcm2711", "pinctrl-rp1", "gate-io"])
    }
}
