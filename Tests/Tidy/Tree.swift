import Foundation

/// The files of the project, as this test target finds them.
enum Tree {
    /// The top of the project: two folders above this file's.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: Sendable, CustomStringConvertible {
        /// Relative to the top, such as `Sources/LaneControl/Grant.swift`.
        let path: String
        let lines: [String]

        var description: String { path }
        /// `LaneControl` for `Sources/LaneControl/Grant.swift`.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var text: String { lines.joined(separator: "\n") }
    }

    /// Every file below `folder` whose name ends in `ending`, by path.
    static func files(in folder: String, ending: String) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
        return names.compactMap { read("\(folder)/\($0)") }
    }

    static func read(_ path: String) -> File? {
        guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else { return nil }
        return File(path: path, lines: text.components(separatedBy: "\n"))
    }

    static let sources = files(in: "Sources", ending: ".swift")
    static let tests = files(in: "Tests", ending: ".swift")
    static let styles = files(in: "Sources", ending: ".css")
    static let scripts = files(in: "Sources", ending: ".js")
    /// The scripts that hold the texts of the pages, a word a line in both languages.
    static let words = scripts.filter { $0.path.hasSuffix("words.js") }
    static var swift: [File] { sources + tests }

    /// Compares with a golden file, or writes it anew with `UPDATE_GOLDEN=1`. Answers the difference, nil for none.
    static func difference(_ text: String, golden path: String) -> String? {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try? text.write(to: root.appendingPathComponent(path), atomically: true, encoding: .utf8)
            return nil
        }
        guard let golden = read(path)?.text else { return "\(path) is missing; UPDATE_GOLDEN=1 writes it" }
        guard golden != text else { return nil }
        let (old, new) = (Set(golden.components(separatedBy: "\n")), Set(text.components(separatedBy: "\n")))
        return "\(path) differs: gone \(old.subtracting(new).sorted()), new \(new.subtracting(old).sorted())"
    }
}
