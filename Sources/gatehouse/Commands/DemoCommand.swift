import ArgumentParser
import Foundation
import Glibc
import Stories

/// `gatehouse demo`: the bundled story, and then a library that lives until it is stopped.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Play the bundled story, then run a demonstration library to try out.",
        discussion: """
            Every pass is signed, drawn as a camera frame, read by the real decoder, decided by the real rules in a real \
            store, and drives a simulated turnstile.

            The story has its own clock and its own end. After it a library of two campuses opens: the addresses of its \
            pages, cards and passwords are printed, and it goes on until Ctrl-C. Nothing is kept, unless --folder says where.

            Only the story is played with --story-only or --fast, and where the output goes to a file or another program.
            """)

    @Flag(name: .long, help: "The story alone.")
    var storyOnly = false

    @Flag(name: .long, help: "The story alone, without pauses.")
    var fast = false

    @Flag(name: .long, help: "The library at once, without the story, wherever the output goes.")
    var live = false

    @Option(name: .long, help: ArgumentHelp("Where the library is kept, to go on with it another time.", valueName: "folder"))
    var folder: String?

    @Option(name: .long, help: "The port of its pages; the next free one if it is taken.")
    var port = 8080

    func validate() throws {
        if live && (storyOnly || fast) { throw ValidationError("--live leaves the story out; it does not go with --story-only or --fast") }
        guard (1...65_535).contains(port) else { throw ValidationError("--port must be 1 to 65535") }
    }

    func run() async throws {
        if !live { try await playStory() }
        guard live || (!storyOnly && !fast && isatty(STDOUT_FILENO) == 1) else {
            print("\nThe story is over. `gatehouse demo --live` opens a library to try out; `gatehouse --help` shows the rest.")
            return
        }
        try await DemoLife(folder: folder, port: port).run()
    }

    private func playStory() async throws {
        let story = try StoryParser.parse(String(decoding: PackageResources.demo_story, as: UTF8.self))
        print(story.title)
        print("")
        let outcome = try await StoryRun.play(story, pause: fast ? .zero : .milliseconds(350)) { line in
            print(line)
            fflush(nil)
        }
        for surprise in outcome.surprises { Failure.complain(surprise) }
        if !outcome.surprises.isEmpty { throw ExitCode(1) }
    }
}
