import Accounts
import ArgumentParser
import Foundation
import GateControl
import LibraryModel

/// `gatehouse status`: asks a running gate how it is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Ask a running gate how it is.",
        discussion: """
            Exit status 0 healthy, 1 degraded, 2 unreachable, or the gate would not answer; 64 and 78 when it was called \
            wrongly, or with a configuration that cannot be read.

            On the board itself everything is told to whoever may read the gate's store folder. From afar a token of the \
            scope status is needed (--token, or GATEHOUSE_TOKEN, which no other account sees); without one there is what \
            the gate tells everybody. It is sent as it is: ask through `ssh -L` or a VPN.
            """)

    /// From one question to the next.
    static let period = Duration.seconds(2)

    /// Empties a terminal (ECMA-48 sections 8.3.39 and 8.3.21).
    private static let emptied = "\u{1B}[2J\u{1B}[H"

    @Option(name: .long, help: ArgumentHelp("The configuration that says where it listens.", valueName: "file"))
    var config: String?

    @Option(name: .long, help: "Where it listens, such as 127.0.0.1:8080; goes before --config.")
    var at: String?

    @Option(name: .long, help: ArgumentHelp("A token of the scope status; the variable GATEHOUSE_TOKEN otherwise.", valueName: "secret"))
    var token: String?

    @Flag(name: .long, help: "Print what the gate answers, as JSON.")
    var json = false

    @Flag(name: .long, help: "Ask again every two seconds until interrupted.")
    var watch = false

    @Option(name: .long, help: "auto, always or never; auto is for terminals only, and never where NO_COLOR is set.")
    var color: Ink.Wish = .auto

    func run() async throws {
        let gate = try GateToAsk(config: config, at: at, token: token)
        let ink = Ink(color)
        repeat {
            let outcome = gate.ask()
            show(outcome, ink)
            if !watch {
                if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
                return
            }
            try await Task.sleep(for: Self.period)
        } while true
    }

    private func show(_ outcome: GateToAsk.Outcome, _ ink: Ink) {
        switch outcome {
        case .exact(_, let body) where json, .coarse(_, let body) where json: print(String(decoding: body, as: UTF8.self))
        case .exact(let report, _): page(StatusPage(ink: ink).text(report), ink)
        case .coarse(let report, _): page(StatusPage(ink: ink).text(report), ink)
        case .none(let words):
            // What was true before must not go on standing there.
            if watch && !json && ink.isTerminal { print(Self.emptied, terminator: "") }
            fflush(nil)
            Failure.complain(words)
        }
        fflush(nil)
    }

    /// On a terminal that is watched each page takes the place of the last one.
    private func page(_ text: String, _ ink: Ink) {
        if watch && ink.isTerminal { print(Self.emptied, terminator: "") }
        print(text)
    }
}
