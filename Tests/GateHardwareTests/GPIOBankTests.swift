import Foundation
import GateHardware
import Testing

@Suite("Lines of a chip that is not there")
struct GPIOBankTests {
    static let hasChips = ((try? FileManager.default.contentsOfDirectory(atPath: "/dev")) ?? []).contains {
        $0.hasPrefix("gpiochip")
    }

    let bank = GPIOBank(board: BoardDescription(
        name: "Nowhere", chip: "no-such-chip",
        lines: [
            LineName(.relayEntry): BoardLine(place: .name("GPIO17"), active: .high),
            LineName(.fire): BoardLine(place: .offset(3), active: .high),
        ]))

    @Test(.disabled(if: hasChips, "this machine has GPIO chips"), arguments: ["relay-entry", "fire"])
    func `asking for a line says which chip is missing and what there is`(name: String) throws {
        let error = try #require(throws: LineError.self) {
            if name == "fire" { _ = try bank.input(name) } else { _ = try bank.output(name) }
        }
        #expect(error.call == "find \(name)")
        #expect(error.code == ENODEV)
        #expect(error.advice.contains("no GPIO chip is labelled `no-such-chip`"))
        #expect(error.advice.contains("this machine has no GPIO chip (/dev/gpiochip*)"))
    }

    @Test
    func `a line that the board does not have is named`() throws {
        let error = try #require(throws: LineError.self) { try bank.input("passage-in") }
        #expect(error.code == ENOENT)
        #expect(error.advice.contains("the board `Nowhere` has no line called `passage-in`"))
        #expect(bank.has("relay-entry") && !bank.has("passage-in"))
    }

    @Test
    func `an input is not handed out as an output, nor an output as an input`() throws {
        #expect(try #require(throws: LineError.self) { try bank.output("fire") }.code == EINVAL)
        #expect(try #require(throws: LineError.self) { try bank.input("relay-entry") }.code == EINVAL)
    }
}
