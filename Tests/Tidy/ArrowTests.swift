import Testing

/// The modules that a file imports.
enum Imports {
    static func of(_ file: Tree.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1,
                place == 0 || ["public", "internal", "package", "@preconcurrency"].contains(words[0])
            else { return nil }
            return words[place + 1]
        }
    }
}

@Suite("The arrows between targets")
struct ArrowTests {
    /// Lower layers first; a target may import only from layers below its own.
    static let layers: [[String]] = [
        ["LibraryModel", "Imaging", "StrictYAML", "Secrets"],
        ["LibraryRules", "LaneControl", "ImageFiles"],
        ["Passes", "QRReader", "GateHardware", "LibraryStore", "Accounts", "Pages"],
        ["GateControl"],
        ["Stories", "WebService", "StatusMQTT"],
        ["gatehouse"],
    ]

    @Test("arrows point down, and adapters never import one another")
    func arrowsPointDown() {
        let level = Dictionary(
            uniqueKeysWithValues: Self.layers.enumerated().flatMap { index, names in names.map { ($0, index) } })
        for file in Tree.sources {
            guard let own = level[file.target] else { Issue.record("\(file) is in a target without a layer"); continue }
            for name in Imports.of(file) {
                if let other = level[name], other >= own { Issue.record("\(file) imports \(name), which is not below it") }
            }
        }
    }

    @Test("what each target imports is what the list says")
    func importList() {
        let targets = Dictionary(grouping: Tree.sources, by: \.target)
        let text = targets.keys.sorted().map { target in
            let names = Set(targets[target, default: []].flatMap(Imports.of)).sorted()
            return "\(target): \(names.joined(separator: " "))\n"
        }.joined()
        let difference = Tree.difference(text, golden: "Tests/Tidy/imports.golden")
        #expect(difference == nil, "\(difference ?? "")")
    }
}
