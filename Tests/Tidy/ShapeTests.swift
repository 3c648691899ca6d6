import Testing

@Suite("The shape of files")
struct ShapeTests {
    static let longestFile = 300
    static let longestLine = 140

    /// Scripts whose shape is held; the lists of words are as long and as wide as their texts.
    private static let scripts = Tree.scripts.filter { file in !Tree.words.contains { $0.path == file.path } }

    @Test("no file is longer than 300 lines, lists of words aside")
    func fileLengths() {
        #expect(Tree.sources.count > 50)
        #expect(!Tree.styles.isEmpty)
        #expect(Self.scripts.count > 20 && Tree.words.count == 2)
        for file in Tree.swift + Tree.styles + Self.scripts where file.lines.count > Self.longestFile + 1 {
            Issue.record("\(file) has \(file.lines.count) lines")
        }
    }

    @Test("no line of the sources is wider than 140 characters, texts for people aside")
    func lineWidths() {
        for file in Tree.sources + Tree.styles + Self.scripts {
            // A script has its texts in the lists of words, so that nothing in it excuses a wide line.
            let mayHoldText = !file.path.hasSuffix(".js")
            for (index, line) in file.lines.enumerated()
            where line.count > Self.longestLine && !(mayHoldText && line.contains("\"")) {
                Issue.record("\(file):\(index + 1) has \(line.count) characters")
            }
        }
    }

    @Test("files end with one line end and hold no tabs and no blanks at line ends")
    func blanks() {
        for file in Tree.swift + Tree.styles + Tree.scripts {
            #expect(file.lines.last == "" && file.lines.dropLast().last != "", "\(file) ends with other than one line end")
            for (index, line) in file.lines.enumerated() where line.contains("\t") || line.hasSuffix(" ") {
                Issue.record("\(file):\(index + 1) has a tab or a blank at its end")
            }
        }
    }

    @Test("what other files call is documented")
    func documentation() {
        let kinds = ["struct", "enum", "class", "final class", "actor", "protocol", "func", "static func", "mutating func"]
        let known = ["encode(to", "hash(into", "callAsFunction"]
        for file in Tree.sources {
            for (index, line) in file.lines.enumerated() {
                let words = line.trimmingPrefix { $0 == " " }
                guard kinds.contains(where: { words.hasPrefix("public \($0) ") }),
                    !known.contains(where: { words.contains($0) }), !words.contains("func <"), !words.contains("func +"),
                    !words.contains("func -"), !words.contains("func ==")
                else { continue }
                var above = index - 1
                while above >= 0, file.lines[above].contains("@") { above -= 1 }
                let documented = above >= 0 && file.lines[above].trimmingPrefix { $0 == " " }.hasPrefix("///")
                if !documented && !inherits(file, line: index) { Issue.record("\(file):\(index + 1) \(words) has no comment") }
            }
        }
    }

    /// A function of a conformance has its comment at the protocol; such extensions and types name what they conform to.
    private func inherits(_ file: Tree.File, line: Int) -> Bool {
        guard file.lines[line].contains("func ") else { return false }
        let head = file.lines[..<line].last { $0.hasPrefix("extension ") || $0.hasPrefix("public ") || $0.hasPrefix("struct ") }
        return head.map { $0.contains(": ") || $0.hasPrefix("extension SQLiteStore") || $0.hasPrefix("extension FaultyStore") } ?? false
    }
}
