import GateHardware
import StrictYAML
import Testing

@Suite("Reading a board file")
struct BoardDescriptionTests {
    @Test
    func `a right file gives every line its place and its wiring`() throws {
        let board = try BoardDescription.load(
            yaml: """
                name: Two lanes
                chip: pinctrl-rp1
                lines:
                  relay-entry: { line: GPIO17, active: high }
                  lane-2.relay-entry: { line: 26, active: low, drive: open-drain }
                  fire: { line: GPIO13, active: high, bias: pull-up }
                """, file: "two.yaml")
        #expect(board.name == "Two lanes")
        #expect(board.chip == "pinctrl-rp1")
        #expect(board.lines == [
            LineName(.relayEntry): BoardLine(place: .name("GPIO17"), active: .high),
            LineName(lane: "lane-2", .relayEntry): BoardLine(place: .offset(26), active: .low, drive: .openDrain),
            LineName(.fire): BoardLine(place: .name("GPIO13"), active: .high, bias: .pullUp),
        ])
        #expect(board.has("lane-2.relay-entry"))
        #expect(!board.has("lane-3.relay-entry"))
        #expect(!board.has("nonsense"))
    }

    struct Mistake: CustomTestStringConvertible {
        let what: String
        let lines: String
        let line: Int
        let says: String
        var testDescription: String { what }
    }

    static let mistakes = [
        Mistake(what: "a word that is no role", lines: "relay-entyr: { line: GPIO17, active: high }",
            line: 4, says: "`lines.relay-entyr` is not a line"),
        Mistake(what: "a lane in capitals", lines: "LANE.fire: { line: GPIO17, active: high }", line: 4, says: "is not a line"),
        Mistake(what: "a lane without a name", lines: ".fire: { line: GPIO17, active: high }", line: 4, says: "is not a line"),
        Mistake(what: "no place", lines: "fire: { active: high }", line: 4, says: "`lines.fire.line` is missing"),
        Mistake(what: "no level", lines: "fire: { line: GPIO13 }", line: 4, says: "`lines.fire.active` is missing"),
        Mistake(what: "a level that is neither", lines: "fire: { line: GPIO13, active: up }",
            line: 4, says: "one of `high`, `low`"),
        Mistake(what: "a bias that is none", lines: "fire: { line: GPIO13, active: high, bias: pullup }",
            line: 4, says: "`pull-up`"),
        Mistake(what: "a bias at an output", lines: "buzzer: { line: GPIO25, active: high, bias: off }",
            line: 4, says: "is for inputs"),
        Mistake(what: "a drive at an input", lines: "fire: { line: GPIO13, active: high, drive: push-pull }",
            line: 4, says: "is for outputs"),
        Mistake(what: "a number too high", lines: "fire: { line: 5000, active: high }",
            line: 4, says: "its number from 0 to 1023"),
        Mistake(what: "a number below nothing", lines: "fire: { line: -1, active: high }",
            line: 4, says: "its number from 0 to 1023"),
        Mistake(what: "a name too long", lines: "fire: { line: \(String(repeating: "G", count: 32)), active: high }",
            line: 4, says: "the kernel's name of a line"),
        Mistake(what: "a key too many", lines: "fire: { line: GPIO13, active: high, pull: up }",
            line: 4, says: "`lines.fire.pull` is not a key here"),
        Mistake(what: "a line that is no mapping", lines: "fire: GPIO13",
            line: 4, says: "`lines.fire` must hold keys and values"),
        Mistake(what: "one pin for two",
            lines: "fire: { line: GPIO13, active: high }\n  ready:\n    line: GPIO13\n    active: low", line: 6, says: "which `fire` already uses"),
        Mistake(what: "a line twice", lines: "fire: { line: GPIO13, active: high }\n  fire: { line: GPIO12, active: high }",
            line: 4, says: "twice"),
    ]

    @Test(arguments: mistakes)
    func `a mistake in a line is named with its place`(mistake: Mistake) throws {
        let yaml = "name: Board\nchip: pinctrl-rp1\nlines:\n  \(mistake.lines)\n"
        let error = #expect(throws: ConfigurationProblems.self) { try BoardDescription.load(yaml: yaml, file: "b.yaml") }
        let problems = try #require(error).problems
        #expect(problems.contains { $0.line == mistake.line && $0.text.contains(mistake.says) }, "\(problems)")
    }

    static let tops: [(String, Int, String)] = [
        ("chip: gate-io\nlines:\n  fire: { line: f, active: high }", 1, "`name` is missing"),
        ("name: B\nlines:\n  fire: { line: f, active: high }", 1, "`chip` is missing"),
        ("name: B\nchip: \(String(repeating: "c", count: 32))\nlines:\n  fire: { line: f, active: high }", 2, "`chip` must be"),
        ("name: B\nchip: gate-io", 1, "`lines` is missing"),
        ("name: B\nchip: gate-io\nlines: [fire]", 3, "`lines` must hold keys"),
        ("name: B\nchip: gate-io\nlimes:\n  fire: { line: f, active: high }", 3, "did you mean `lines`?"),
        ("- a list", 1, "must hold keys"),
        ("name: [", 2, "is not YAML"),
        ("", 1, "must hold keys"),
    ]

    @Test(arguments: tops)
    func `a mistake at the top is named with its line`(yaml: String, line: Int, says: String) throws {
        let error = #expect(throws: ConfigurationProblems.self) { try BoardDescription.load(yaml: yaml, file: "b.yaml") }
        let problems = try #require(error).problems
        #expect(problems.contains { $0.line == line && $0.text.contains(says) }, "\(problems)")
    }

    @Test
    func `all mistakes of a file are told at once, in order`() throws {
        let yaml = """
            name: B
            chip: gate-io
            colour: red
            lines:
              fire: { line: GPIO13 }
              relay-entry: { line: GPIO17, active: yes }
            """
        let error = #expect(throws: ConfigurationProblems.self) { try BoardDescription.load(yaml: yaml, file: "b.yaml") }
        #expect(try #require(error).problems.map(\.line) == [3, 5, 6])
        #expect(try #require(error).description.hasPrefix("b.yaml:3: `colour` is not a key here"))
    }

    @Test
    func `more lines than a board may have are refused`() {
        let lines = (0...BoardDescription.mostLines).map { "  lane-\($0).buzzer: { line: \($0), active: high }" }
        let yaml = "name: B\nchip: c\nlines:\n" + lines.joined(separator: "\n")
        #expect(throws: ConfigurationProblems.self) { try BoardDescription.load(yaml: yaml, file: "b.yaml") }
    }

    @Test(arguments: ["relay-entry", "lane-2.relay-entry", "fire"])
    func `a line's name reads back as it was written`(text: String) {
        #expect(LineName(text)?.description == text)
    }

    @Test(arguments: ["", ".", "lane-2.", ".fire", "lane_2.fire", "a.b.fire", "\(String(repeating: "l", count: 33)).fire"])
    func `what is no line's name is refused`(text: String) {
        #expect(LineName(text) == nil)
    }
}
