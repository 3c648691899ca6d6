import Testing

@Suite("The sample configuration")
struct SettingsKeyTests {
    @Test("names every key that the program reads")
    func everyKey() throws {
        let readers = Tree.files(in: "Sources/GateControl/Settings", ending: "Reader.swift")
            + Tree.files(in: "Sources/GateControl/Settings", ending: "SettingsFile.swift")
        let sample = try #require(Tree.read("deploy/gatehouse.yaml")).text
        let asked = readers.flatMap { keys(in: $0.text) }
        #expect(asked.count > 40)
        for key in Set(asked).sorted() where !sample.contains("\(key):") && key != "board" {
            Issue.record("deploy/gatehouse.yaml lacks `\(key)`")
        }
    }

    /// The first text in the parentheses of each question to a section.
    private func keys(in text: String) -> [String] {
        text.matches(of: /\.(?:optional|required|section|sections|values|pairs|pair)\(\s*"([a-z-]+)"/).map { String($0.1) }
    }
}
