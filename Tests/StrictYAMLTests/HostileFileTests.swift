import StrictYAML
import Testing

@Suite("no file hangs, explodes or crashes the reader (design invariant 8)")
struct HostileFileTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let yaml: String
        let line: Int
        let says: String
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "nothing", yaml: "", line: 1, says: "must hold keys"),
        Row(what: "comments alone", yaml: "# gate\n", line: 1, says: "must hold keys"),
        Row(what: "a list", yaml: "- a\n- b", line: 1, says: "must hold keys"),
        Row(what: "a word", yaml: "gate", line: 1, says: "must hold keys"),
        Row(what: "an open bracket", yaml: "a: 1\nb: [", line: 3, says: "is not YAML"),
        Row(what: "a tab", yaml: "a:\n\tb: 1", line: 2, says: "is not YAML"),
        Row(what: "an open quote", yaml: "a: \"b\n\n", line: 3, says: "is not YAML"),
        Row(what: "two documents", yaml: "a: 1\n---\nb: 2", line: 2, says: "another document"),
        Row(what: "an unknown alias", yaml: "a: 1\nb: *a", line: 2, says: "undefined alias"),
        Row(what: "an anchor", yaml: "a: 1\nb: &b 2\nc: *b", line: 2, says: "has an anchor"),
        Row(what: "an anchor behind a quoted key", yaml: "{ \"a\":&b 2 }", line: 1, says: "has an anchor"),
        Row(what: "an anchor that a comment seems to hide", yaml: "a: \"\n# \"\nb: &b 2", line: 3, says: "has an anchor"),
        Row(what: "an anchor behind a wide line break", yaml: "a: 1\u{2028}b: &b 2", line: 1, says: "has an anchor"),
        Row(what: "a NUL", yaml: "a: 1\nb: \0", line: 2, says: "is not YAML: control characters are not allowed"),
        Row(what: "a bell", yaml: "a: 1\n\n\u{7}", line: 3, says: "is not YAML: control characters are not allowed"),
        Row(what: "half a surrogate", yaml: "a: \"\\uD800\"", line: 1, says: "is not YAML"),
        Row(what: "an unknown tag", yaml: "a: !x!y z", line: 1, says: "is not YAML"),
        Row(what: "a percent sign", yaml: "%YAML 9.9\n---\na: 1", line: 1, says: "is not YAML"),
    ]

    @Test(arguments: rows)
    func `what is no sound file is refused with its line`(row: Row) {
        let found = reading(row.yaml) { _ = $0.has("a") }.problems
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.hasPrefix("\(row.line): ") && $0.contains(row.says) }, "\(found)")
    }

    @Test func `a billion laughs are refused at the first`() {
        var yaml = "a0: &a0 [lol, lol]\n"
        for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        yaml += "? *a40\n: x\n"
        #expect(reading(yaml) { _ in }.problems == ["1: has an anchor; write the value out, or put a blank after the `&`"])
    }

    @Test(arguments: ["R&D Building", "a & b", "图书馆&分馆", "\"A&B\""])
    func `a text with an ampersand is a text`(text: String) {
        let found = reading("name: \(text)") { $0.required("name", .text()) }
        #expect(found.value != nil)
        #expect(found.problems.isEmpty)
    }

    /// libyaml allows 1,000 levels; what is below that must not overflow the stack, what is above must not be tried.
    @Test(arguments: [("[", "]"), ("{a: ", "}"), ("{? ", "}"), ("- ", ""), ("? ", "")], [900, 100_000])
    func `deep nesting is read or refused`(brackets: (open: String, close: String), levels: Int) {
        let levels = min(levels, YAMLFile.largestSize / (brackets.open.utf8.count + brackets.close.utf8.count) - 10)
        let deep = String(repeating: brackets.open, count: levels) + "x" + String(repeating: brackets.close, count: levels)
        let found = reading(brackets.close.isEmpty ? deep : "a: \(deep)") { _ = $0.has("a") }.problems
        if levels > 1000 || brackets.close.isEmpty {
            #expect(found.count == 1)
        } else {
            #expect(found.isEmpty, "\(found)")
        }
    }

    @Test func `a huge file is not looked at`() {
        let yaml = "a: " + String(repeating: "x", count: YAMLFile.largestSize)
        #expect(reading(yaml) { _ = $0.has("a") }.problems == ["0: is larger than \(YAMLFile.largestSize) bytes"])
    }

    @Test func `a file of thousands of mistakes lists a hundred`() {
        let yaml = (0..<20_000).map { "key\($0): 1" }.joined(separator: "\n")
        let found = reading(yaml) { top in for word in ["pulse", "wait", "key"] { _ = top.has(word) } }.problems
        #expect(found.count == YAMLFile.mostProblems)
        #expect(found.first == "1: `key0` is not a key here; did you mean `key`?")
    }

    @Test func `long keys and values are cut in what is said about them`() {
        let long = String(repeating: "k", count: 900)
        let found = reading("\(long): 1\nwait: \(long)") { _ = $0.optional("wait", .number(in: 1...2)) }.problems
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.count < 200 })
    }

    @Test func `a line break in a value does not break the list of problems`() {
        let found = reading("wait: \"a\\nb: c\"") { _ = $0.optional("wait", .number(in: 1...2)) }.problems
        #expect(found == ["1: `wait` must be a whole number from 1 to 2, not `a b: c`"])
    }
}
