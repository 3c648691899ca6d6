import Foundation
import Stories
import Testing

/// A story in a file, with its whole transcript in `NAME.out` beside it. `UPDATE_GOLDEN=1` writes the transcripts anew.
struct StoryFile: Sendable, CustomTestStringConvertible {
    let story: URL
    var transcript: URL { story.deletingPathExtension().appendingPathExtension("out") }
    var testDescription: String { story.lastPathComponent }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let demonstration = StoryFile(
        story: folder.appending(path: "../../Sources/gatehouse/Resources/demo.story").standardizedFileURL)
    static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "stories").path)) ?? [])
        .filter { $0.hasSuffix(".story") }.sorted().map { StoryFile(story: folder.appending(path: "stories/\($0)")) }

    func play() async throws -> StoryOutcome {
        try await StoryRun.play(try StoryParser.parse(String(contentsOf: story, encoding: .utf8)))
    }
}

@Suite("Scenarios")
struct ScenarioTests {
    @Test("a story ends as it is told, word for word", arguments: StoryFile.all)
    func story(_ file: StoryFile) async throws {
        let outcome = try await file.play()
        #expect(outcome.surprises == [])
        let text = outcome.lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file.transcript, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: file.transcript, encoding: .utf8).split(separator: "\n")
        let lines = text.split(separator: "\n")
        for (index, (line, expected)) in zip(lines, golden).enumerated() where line != expected {
            Issue.record("line \(index + 1) of \(file.transcript.lastPathComponent):\n- \(expected)\n+ \(line)")
            return
        }
        #expect(lines.count == golden.count)
    }

    @Test("there are stories, and no transcript is without one")
    func files() throws {
        #expect(StoryFile.all.count >= 40)
        let names = try FileManager.default.contentsOfDirectory(atPath: StoryFile.folder.appending(path: "stories").path)
        let transcripts = Set(names.filter { $0.hasSuffix(".out") })
        #expect(transcripts.subtracting(StoryFile.all.map(\.transcript.lastPathComponent)) == [])
    }

    @Test("the bundled demonstration ends as it is told and shows what it promises")
    func demonstration() async throws {
        let outcome = try await StoryFile.demonstration.play()
        #expect(outcome.surprises == [])
        for code in ["entry", "exit", "too_early", "too_late", "wrong_campus", "outside_geofence", "full", "already_in", "bad_signature"] {
            #expect(outcome.lines.contains { $0.contains(", \(code) |") }, "\(code)")
        }
    }
}
