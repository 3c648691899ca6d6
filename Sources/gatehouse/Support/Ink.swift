import ArgumentParser
import Foundation
import Glibc

/// Colour for a terminal, and none for anything else (no-color.org).
struct Ink {
    /// What the person at the shell asked for.
    enum Wish: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    /// What a colour says; each stands beside words that say the same.
    enum Tone: String {
        case good = "32"
        case warn = "33"
        case bad = "31"
        case quiet = "2"
        case strong = "1"
    }

    let isColoured: Bool
    /// Somebody watches, so a page may take the place of the last one.
    let isTerminal: Bool

    init(_ wish: Wish) {
        let environment = ProcessInfo.processInfo.environment
        isTerminal = isatty(STDOUT_FILENO) == 1
        let isWelcome = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        isColoured = wish == .always || (wish == .auto && isWelcome)
    }

    /// The words in a tone (ECMA-48 section 8.3.117).
    func callAsFunction(_ words: String, _ tone: Tone) -> String {
        isColoured && !words.isEmpty ? "\u{1B}[\(tone.rawValue)m\(words)\u{1B}[0m" : words
    }
}
