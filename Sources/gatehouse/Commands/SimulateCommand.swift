import ArgumentParser
import Foundation
import Stories

/// `gatehouse simulate`: plays a story against the whole controller.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Play a story against the whole controller, on simulated lines and time.",
        discussion: "Exit status 1 when something else happened than the story expects. docs/stories.md describes the language.")

    @Option(name: .long, help: ArgumentHelp("The story.", valueName: "file"))
    var story: String

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: story) else {
            throw Failure.exit(Failure.noInput, "\(story): cannot be read")
        }
        let parsed: Story
        do { parsed = try StoryParser.parse(String(decoding: bytes, as: UTF8.self)) } catch {
            throw Failure.exit(Failure.data, "\(story): \(error)")
        }
        let outcome = try await StoryRun.play(parsed) { print($0) }
        for surprise in outcome.surprises { Failure.complain("\(story): \(surprise)") }
        if !outcome.surprises.isEmpty { throw ExitCode(1) }
    }
}
