import ArgumentParser
import Foundation
import Stories

/// `gatehouse demo`: the bundled story, at a pace that a person can follow.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Play the bundled demonstration library on a simulated board.",
        discussion: """
            Every pass is signed, drawn as a camera frame, read by the real decoder, decided by the real rules in a real
            store, and drives a simulated turnstile. The demonstration has its own clock.
            """)

    @Flag(name: .long, help: "Without pauses.")
    var fast = false

    func run() async throws {
        let story = try StoryParser.parse(String(decoding: PackageResources.demo_story, as: UTF8.self))
        print(story.title)
        print("")
        let outcome = try await StoryRun.play(story, pause: fast ? .zero : .milliseconds(350)) { line in
            print(line)
            fflush(nil)
        }
        for surprise in outcome.surprises { Failure.complain(surprise) }
        if !outcome.surprises.isEmpty { throw ExitCode(1) }
        print("\nThe demonstration is over. `gatehouse simulate --story FILE` plays your own; `gatehouse --help` shows the rest.")
    }
}
