import Foundation
import Testing

@Suite("docs/rules.md")
struct RulesPageTests {
    private let page: String

    init() throws { page = try #require(Tree.read("docs/rules.md")).text }

    /// The words in backticks.
    private var words: Set<String> { Set(page.matches(of: /`([^`]+)`/).map { String($0.1) }) }

    @Test("names every rule of entry and of booking", arguments: [
        ("AdmissionRules/Entry", 20), ("BookingRules/Making", 16), ("ViolationRules/ByClock", 5),
    ])
    func rules(folder: String, atLeast count: Int) {
        let names = Tree.files(in: "Sources/LibraryRules/\(folder)", ending: ".swift")
            .filter { $0.text.contains(/^enum \w+: \w+Rule \{/.anchorsMatchLineEndings()) }
            .map { String($0.path.split(separator: "/").last?.dropLast(6) ?? "") }
        #expect(names.count >= count)
        for name in names {
            #expect(words.contains { $0 == name || $0.hasSuffix("/\(name)") }, "\(name) is not on the page")
        }
    }

    @Test("names every code of a refused booking")
    func codes() throws {
        let source = try #require(Tree.read("Sources/LibraryModel/BookingRefusal.swift")).text
        let cases = source.matches(of: /case (\w+)(?: = "(\w+)")?\n/).map { String($0.2 ?? $0.1) }
        #expect(cases.count > 20)
        for code in cases { #expect(words.contains(code), "\(code) is not on the page") }
    }

    @Test("names every key of the sections of rules", arguments: [("Rules", 10), ("Booking", 15), ("Violation", 8)])
    func keys(section: String, atLeast count: Int) throws {
        let reader = try #require(Tree.read("Sources/GateControl/Settings/\(section)Reader.swift")).text
        let keys = reader.matches(of: /section\.(?:optional|values)\("([a-z-]+)"/).map { String($0.1) }
        #expect(keys.count >= count)
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
