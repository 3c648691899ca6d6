import LibraryStore
import Testing

@Suite("comma-separated values are read strictly (RFC 4180)")
struct CSVTableTests {
    struct Row: CustomTestStringConvertible {
        let what: String
        let text: String
        let fields: [[String?]]
        var testDescription: String { what }
    }

    @Test("what is a table", arguments: [
        Row(what: "lines end with CRLF", text: "a,b\r\n1,2\r\n3,4\r\n", fields: [["1", "2"], ["3", "4"]]),
        Row(what: "or with LF, the last one may be missing", text: "a,b\n1,2", fields: [["1", "2"]]),
        Row(what: "a byte-order mark", text: "\u{FEFF}a,b\n1,2\n", fields: [["1", "2"]]),
        Row(what: "columns in another order", text: "b,a\n1,2\n", fields: [["2", "1"]]),
        Row(
            what: "quotes, commas and line ends in quotes", text: "a,b\n\"1,\"\"x\"\"\",\"2\r\n3\"\n",
            fields: [["1,\"x\"", "2\r\n3"]]),
        Row(what: "empty fields", text: "a,b\n,\n\"\",\n", fields: [["", ""], ["", ""]]),
        Row(what: "Chinese", text: "a,b\n东,西\n", fields: [["东", "西"]]),
        Row(what: "a header alone", text: "a,b\n", fields: []),
    ])
    func good(row: Row) {
        let table = CSVTable(Array(row.text.utf8), required: ["a", "b"], optional: ["c"])
        #expect(table.problems.isEmpty)
        #expect(table.records.map { [$0["a"], $0["b"]] } == row.fields)
        #expect(table.records.allSatisfy { $0["c"] == nil })
    }

    struct Bad: CustomTestStringConvertible {
        let bytes: [UInt8]
        let line: Int
        let reason: String
        var testDescription: String { reason }

        init(_ text: String, _ line: Int, _ reason: String) {
            (bytes, self.line, self.reason) = (Array(text.utf8), line, reason)
        }

        init(bytes: [UInt8], _ line: Int, _ reason: String) {
            (self.bytes, self.line, self.reason) = (bytes, line, reason)
        }
    }

    @Test("what is none, by line and reason", arguments: [
        Bad("", 1, "the file has no header"),
        Bad("a,b,x\n1,2,3\n", 1, "unknown column 'x'"),
        Bad("a,b,a\n", 1, "column 'a' stands twice"),
        Bad("a\n1\n", 1, "column 'b' is missing"),
        Bad("a,b\n1,2\n3\n", 3, "1 fields where the header has 2"),
        Bad("a,b\n1,2,3\n", 2, "3 fields where the header has 2"),
        Bad("a,b\n\n1,2\n", 2, "1 fields where the header has 2"),
        Bad("a,b\n\"1\n2\",3\n\"4,5\n", 4, "a quote is not closed"),
        Bad("a,b\n\"1\"x,2\n", 2, "text after a closing quote"),
        Bad("a,b\n1\"x\",2\n", 2, "a quote inside a field without quotes"),
        Bad("a,b\r1,2\r", 1, "a carriage return without a line feed"),
        Bad("a,b\n1\t,2\n", 2, "a control character"),
        Bad(bytes: Array("a,b\n1,".utf8) + [0xFF, 0x0A], 2, "not UTF-8"),
        Bad("a,b\n1,\(String(repeating: "x", count: 4096))\n", 2, "more than 4096 bytes"),
        Bad("a,b\n\(String(repeating: ",", count: 40))\n", 2, "more than 32 fields"),
    ])
    func bad(row: Bad) {
        let problems = CSVTable(row.bytes, required: ["a", "b"]).problems
        #expect(problems.contains(RowProblem(line: row.line, reason: row.reason)), "\(problems)")
    }

    @Test("a record of exactly 4096 bytes is read")
    func longest() {
        let table = CSVTable(Array("a,b\n1,\(String(repeating: "x", count: 4094))\n".utf8), required: ["a", "b"])
        #expect(table.problems.isEmpty)
    }

    @Test("problems are collected, but not without end")
    func manyProblems() {
        let text = "a,b\n" + String(repeating: "1\n", count: 500)
        #expect(CSVTable(Array(text.utf8), required: ["a", "b"]).problems.count == ImportLimits.problems)
    }

    @Test("more records than the limit are refused")
    func tooMany() {
        let text = "a\n" + String(repeating: "1\n", count: ImportLimits.records + 1)
        #expect(CSVTable(Array(text.utf8), required: ["a"]).problems
            == [RowProblem(line: ImportLimits.records + 2, reason: "more than \(ImportLimits.records) records")])
    }

    @Test("any bytes end in a table or in problems")
    func anyBytes() {
        var state: UInt64 = 42
        let alphabet = Array("a,b\"\r\n1\u{7F}东".utf8) + [0xFF, 0x00]
        for _ in 0..<5000 {
            let bytes = (0..<24).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            let table = CSVTable(Array("a,b\n".utf8) + bytes, required: ["a", "b"])
            #expect(table.records.allSatisfy { $0["a"] != nil && $0["b"] != nil })
        }
    }
}
