import Foundation
import Glibc
import LibraryModel
import Synchronization

/// Those who come and go while a gate is watched for long: streams that last for some seconds each, and pages that are asked
/// for once a second. They have one thread, and their load is the same in every run.
final class Visitors: Sendable {
    /// What is asked for, and the header fields of whoever asks, each with its line end.
    struct Asking: Sendable {
        let path: String
        var fields = ""
    }

    /// What came of it.
    struct Counts { var streams = 0, answers = 0, failed = 0 }

    /// How many of each stream are open at the same time.
    static let each = 3
    /// Streams that end in a second; as many begin.
    static let changes = 2

    private let time = BenchTime()
    private let port: Int
    private let streams: [Asking]
    private let pages: [Asking]
    private let counts = Mutex(Counts())
    private let state = Mutex((isOver: false, hasLeft: false))

    /// Comes at once. Each page is asked for on a connection of its own.
    init(port: Int, streams: [Asking], pages: [Asking]) {
        (self.port, self.streams, self.pages) = (port, streams, pages)
        Thread.detachNewThread { [self] in
            visit()
            state.withLock { $0.hasLeft = true }
        }
    }

    /// Goes home. Throws when somebody was not served.
    func end() throws -> Counts {
        state.withLock { $0.isOver = true }
        while !state.withLock({ $0.hasLeft }) { usleep(2000) }
        let counts = counts.withLock { $0 }
        guard counts.failed == 0 else { throw BenchError("\(counts.failed) of \(counts.streams + counts.answers) visitors were not served") }
        return counts
    }

    private func visit() {
        var open: [LoopbackSocket] = []
        var second = 0
        while !state.withLock({ $0.isOver }) {
            // The oldest goes, and one of the same kind comes for it.
            open.removeFirst(min(open.count, second > 0 ? Self.changes : 0))
            while open.count < streams.count * Self.each, let stream = begin() { open.append(stream) }
            let page = pages[second % pages.count]
            let answer = HTTPQuestion.ask(page.path, host: "127.0.0.1", port: port, fields: page.fields)
            counts.withLock { if answer?.status == 200 { $0.answers += 1 } else { $0.failed += 1 } }
            let due = time.now() + .seconds(1)
            while time.now() < due { read(&open) }
            second += 1
        }
    }

    /// The next stream in turn; nil when nobody answers.
    private func begin() -> LoopbackSocket? {
        let asking = streams[counts.withLock { $0.streams } % streams.count]
        counts.withLock { $0.streams += 1 }
        guard let socket = try? LoopbackSocket(port: port) else {
            counts.withLock { $0.failed += 1 }
            return nil
        }
        socket.send("GET \(asking.path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(asking.fields)\r\n")
        return socket
    }

    /// Takes what is there; a stream that ends was not served.
    private func read(_ open: inout [LoopbackSocket]) {
        for index in LoopbackSocket.readable(open, within: 100).reversed() where open[index].some() == nil {
            open.remove(at: index)
            counts.withLock { $0.failed += 1 }
        }
        usleep(50_000)
    }
}
