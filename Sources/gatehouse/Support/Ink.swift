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
    /// So many letters stand in a line; nil where nobody knows, as in a file. The variable COLUMNS goes before the
    /// terminal's own word.
    let columns: Int?

    init(_ wish: Wish) {
        let environment = ProcessInfo.processInfo.environment
        isTerminal = isatty(STDOUT_FILENO) == 1
        let isWelcome = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        isColoured = wish == .always || (wish == .auto && isWelcome)
        columns = (environment["COLUMNS"].flatMap { Int($0) } ?? (isTerminal ? Self.terminalColumns : nil)).flatMap { $0 > 0 ? $0 : nil }
    }

    /// ioctl_tty(2); nil when the terminal does not say.
    private static var terminalColumns: Int? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        return Int(size.ws_col)
    }

    /// How many columns words take: colours none, Chinese letters two.
    static func width(_ words: String) -> Int {
        words.replacing(/\u{1B}\[[0-9;]*m/, with: "").unicodeScalars.reduce(0) { $0 + ((0x1100...0x115F).contains($1.value) || $1.value > 0x2E7F ? 2 : 1) }
    }

    /// Parts of one sentence in as many lines as the terminal needs, with commas between them.
    func folded(_ parts: [String], indent: String) -> [String] {
        var lines: [String] = []
        for part in parts {
            guard let last = lines.last else { lines.append(part); continue }
            let longer = "\(last), \(part)"
            if let columns, Self.width(longer) >= columns { lines = lines.dropLast() + [last + ",", indent + part] } else { lines[lines.count - 1] = longer }
        }
        return lines
    }

    /// The words in a tone (ECMA-48 section 8.3.117).
    func callAsFunction(_ words: String, _ tone: Tone) -> String {
        isColoured && !words.isEmpty ? "\u{1B}[\(tone.rawValue)m\(words)\u{1B}[0m" : words
    }
}
