import Synchronization

/// One watcher's way through an ``EventFeed``; it ends when this is let go of.
public final class FeedWatch: Sendable, AsyncSequence {
    public typealias Element = EventFeed.Item
    private let tray: FeedTray
    private let end: @Sendable () -> Void

    init(tray: FeedTray, end: @escaping @Sendable () -> Void) { (self.tray, self.end) = (tray, end) }

    deinit {
        end()
        tray.close()
    }

    /// Items in their order; nil when the task was cancelled.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let watch: FeedWatch

        public mutating func next() async -> EventFeed.Item? { await watch.tray.take() }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(watch: self) }
}

/// What waits for one watcher, bounded: of too many the oldest go and are counted.
final class FeedTray: Sendable {
    private struct State {
        var items: [EventFeed.Item] = []
        /// How many went since the watcher last took something.
        var gone = 0
    }

    private let room: Int
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init(room: Int) {
        self.room = room
        (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func put(_ item: EventFeed.Item) {
        state.withLock { state in
            if state.items.count >= room {
                state.items.removeFirst()
                state.gone += 1
            }
            state.items.append(item)
        }
        ring.yield()
    }

    func take() async -> EventFeed.Item? {
        while true {
            if let item = next() { return item }
            var rings = bell.makeAsyncIterator()
            guard await rings.next() != nil else { return next() }
        }
    }

    func close() { ring.finish() }

    private func next() -> EventFeed.Item? {
        state.withLock { state in
            if state.gone > 0 {
                defer { state.gone = 0 }
                return .missed(state.gone)
            }
            return state.items.isEmpty ? nil : state.items.removeFirst()
        }
    }
}
