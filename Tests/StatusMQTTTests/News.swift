import GateHardware
import LibraryModel
import StatusMQTT
import Synchronization
import Testing

/// What an outlet said of its connection.
final class News: Sendable {
    private let said = Mutex<[MosquittoOutlet.News]>([])
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init() { (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    var all: [MosquittoOutlet.News] { said.withLock { $0 } }

    func add(_ news: MosquittoOutlet.News) {
        said.withLock { $0.append(news) }
        ring.yield()
    }

    /// Waits until something wanted was said.
    func wait(for what: String, _ isWanted: @escaping @Sendable (MosquittoOutlet.News) -> Bool) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [self] in
                var iterator = bell.makeAsyncIterator()
                while !all.contains(where: isWanted) { guard await iterator.next() != nil else { return false } }
                return true
            }
            group.addTask {
                let time = LinuxTime()
                try await time.sleep(until: time.now() + Listener.patience)
                return false
            }
            defer { group.cancelAll() }
            try #require(try await group.next() == true, "never said: \(what); said \(all)")
        }
    }
}

/// A list in the place of a broker.
final class RecordingOutlet: MessageOutlet {
    let openings: AsyncStream<Void>
    private let opening: AsyncStream<Void>.Continuation
    private let state = Mutex<(isOpen: Bool, sent: [Message])>((false, []))
    private let news = News()

    init() { (openings, opening) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    var isOpen: Bool { state.withLock { $0.isOpen } }
    var sent: [Message] { state.withLock { $0.sent } }

    func open() {
        state.withLock { $0.isOpen = true }
        opening.yield()
    }

    func send(_ message: Message) {
        state.withLock { if $0.isOpen { $0.sent.append(message) } }
        news.add(.connected)
    }

    func close(saying last: [Message]) async {
        state.withLock { state in
            state.sent += last
            state.isOpen = false
        }
    }

    /// Waits until something wanted was sent.
    func wait(for what: String, _ isWanted: @escaping @Sendable (Message) -> Bool) async throws -> Message {
        try await news.wait(for: what) { [self] _ in sent.contains(where: isWanted) }
        return try #require(sent.first(where: isWanted))
    }
}
