import Foundation
import Glibc
import LibraryStore
import Synchronization

/// How far something long is, on standard error: a bar on a terminal, elsewhere a line at each quarter.
final class ProgressLine: Sendable {
    private static let width = 40

    private let what: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    // A lock, because the store tells from its own threads.
    private let last = Mutex(-1)

    init(_ what: String) { self.what = what }

    @Sendable func show(_ progress: ImportProgress) {
        let percent = progress.percent
        let step = isTerminal ? percent : percent / 25 * 25
        let isNew = last.withLock { last in
            defer { last = max(last, step) }
            return step > last
        }
        guard isNew, isTerminal || step > 0 else { return }
        guard isTerminal else { return Failure.complain("\(what): \(step) %") }
        let filled = Self.width * percent / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        let end = percent == 100 ? "\n" : ""
        FileHandle.standardError.write(Data("\r\(what) [\(bar)] \(percent) %\(end)".utf8))
    }
}
