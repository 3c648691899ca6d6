import Foundation
import Testing

@Suite("docs/rules.md")
struct RulesPageTests {
    private let page: String

    init() throws { page = try #require(Tree.read("docs/rules.md")).text }

    /// The words in backticks.
    private var words: Set<String> { Set(page.matches(of: /`([^`]+)`/).map { String($0.1) }) }

    @Test("names every rule of entry")
    func rules() {
        let files = Tree.files(in: "Sources/LibraryRules/AdmissionRules/Entry", ending: ".swift")
        #expect(files.count > 20)
        for file in files {
            let name = file.path.split(separator: "/").last.map { $0.dropLast(6) } ?? ""
            #expect(words.contains(String(name)), "\(name) is not on the page")
        }
    }

    @Test("names every key of the section `rules`")
    func keys() throws {
        let reader = try #require(Tree.read("Sources/GateControl/Settings/RulesReader.swift")).text
        let keys = reader.matches(of: /\.optional\("([a-z-]+)"/).map { String($0.1) }
        #expect(keys.count > 10)
        for key in keys { #expect(words.contains(key), "\(key) is not on the page") }
    }

    @Test("names no file, test or story that there is not")
    func names() {
        let sources = Set(Tree.swift.map(\.path))
        for word in words where word.hasSuffix("Tests") || word.hasSuffix("Rows") {
            #expect(sources.contains { $0.hasSuffix("/\(word).swift") }, "there is no \(word)")
        }
        for word in words where word.contains("Rules/") || word.hasPrefix("Wording/") {
            #expect(
                sources.contains { $0 == word || $0.hasSuffix("/\(word).swift") || $0.contains("/\(word)/") }, "there is no \(word)")
        }
        let stories = Set(Tree.files(in: "Tests/Scenarios/stories", ending: ".story").map(\.path))
        for line in page.components(separatedBy: "\n") {
            guard let list = line.firstMatch(of: /stor(?:y|ies) ((?:`[a-z-]+`(?:, )?)+)/) else { continue }
            for story in list.1.matches(of: /`([a-z-]+)`/) {
                #expect(stories.contains("Tests/Scenarios/stories/\(story.1).story"), "there is no story \(story.1)")
            }
        }
    }
}
