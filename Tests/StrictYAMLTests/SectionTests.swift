import StrictYAML
import Testing

@Suite("a section knows its keys and names the others")
struct SectionTests {
    @Test(arguments: [
        ("puls: 300 ms", "1: `puls` is not a key here; did you mean `pulse`?"),
        ("pulse-width: 300 ms", "1: `pulse-width` is not a key here"),
        ("x: 1", "1: `x` is not a key here"),
        ("\"pluse\": 1", "1: `pluse` is not a key here; did you mean `pulse`?"),
        ("<<: { pulse: 1 s }", "1: `<<` is not a key here"),
    ])
    func `an unknown key is named with the nearest known one`(yaml: String, problem: String) {
        let found = reading(yaml) { top in
            _ = top.optional("pulse", .text())
            _ = top.optional("wait", .text())
        }
        #expect(found.problems == [problem])
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3", 1), ("top:\n  b: 1\n  \"b\": 2", 2), ("2026-10-01: 1\n\"2026-10-01\": 2", 2),
    ])
    func `a key twice is refused`(yaml: String, line: Int) {
        let found = reading(yaml) { top in
            for key in top.keys { _ = top.has(key) }
            _ = top.has("top")
        }
        #expect(found.problems.contains { $0.hasPrefix("\(line): ") && $0.hasSuffix("twice") }, "\(found.problems)")
    }

    @Test func `quoted and plain keys are the same key`() {
        let found = reading("\"2026-10-01\": a\n2026-10-02: b\n'true': c\n12: d") { top in
            top.keys.map { top.required($0, .text()) }
        }
        #expect(found.value == ["a", "b", "c", "d"])
        #expect(found.problems.isEmpty)
    }

    @Test func `a key that is no word is refused`() {
        #expect(reading("? [a, b]\n: c") { _ in }.problems == ["1: has a key that is not a word"])
    }

    @Test func `sections nest and say where they are`() {
        let yaml = "gate:\n  lanes:\n    - id: a\n    - id: b\n      extra: 1\n    - 5\n"
        let found = reading(yaml) { top -> [String] in
            let gate = top.section("gate")
            let lanes = gate.sections("lanes", atMost: 4)
            let ids = lanes.compactMap { $0.required("id", .text()) }
            lanes.forEach { $0.close() }
            gate.close()
            return ids
        }
        #expect(found.value == ["a", "b"])
        #expect(found.problems == [
            "5: `gate.lanes[1].extra` is not a key here", "6: `gate.lanes[2]` must hold keys and values",
        ])
    }

    @Test(arguments: [
        ("lanes: 5", "1: `lanes` must be a list"), ("lanes: { a: b }", "1: `lanes` must be a list"),
        ("lanes: [{ a: b }, { a: b }, { a: b }]", "1: `lanes` has 3 entries; 1 to 2 are allowed"),
        ("lanes: []", "1: `lanes` has 0 entries"), ("lanes:", "1: `lanes` has 0 entries"), ("{}", "1: `lanes` has 0 entries"),
    ])
    func `a list has as many entries as allowed`(yaml: String, problem: String) {
        let found = reading(yaml) { $0.sections("lanes", atLeast: 1, atMost: 2).count }
        #expect(found.value == 0)
        #expect(found.problems.count == 1 && found.problems[0].hasPrefix(problem), "\(found.problems)")
    }

    @Test(arguments: ["gate: 5", "gate: [a]", "gate: word"])
    func `a value where a section belongs is refused`(yaml: String) {
        #expect(reading(yaml) { $0.section("gate").close() }.problems == ["1: `gate` must hold keys and values"])
    }

    @Test func `problems come in the order of the lines, those of one line as found`() {
        let found = reading("a: 1\nb: 2\nc: 3") { top in
            top.report("third", at: "c")
            top.report("first", at: "a")
            top.report("then", at: "a")
            _ = top.has("b")
            _ = top.has("a")
            _ = top.has("c")
        }
        #expect(found.problems == ["1: `a` first", "1: `a` then", "3: `c` third"])
    }

    @Test func `a problem reads as editors jump to it`() {
        let problem = ConfigurationProblem(file: "gate.yaml", line: 12, text: "`pulse` is missing")
        let whole = ConfigurationProblem(file: "gate.yaml", line: 0, text: "is too large")
        #expect("\(ConfigurationProblems([problem, whole]))" == "gate.yaml: is too large\ngate.yaml:12: `pulse` is missing")
    }
}
