import Synchronization

/// What waits for one watcher, bounded: of too many the oldest go and are counted.
final class FeedTray: Sendable {
    private struct State {
        var gap = FeedGap.none
        var events: [EventFeed.Event] = []
    }

    private let room: Int
    /// Locked because publishers put on their threads what the watcher takes on its own.
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init(room: Int) {
        self.room = room
        (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func put(_ item: EventFeed.Item) {
        state.withLock { state in
            switch item {
            case .missed(let count): state.gap.widen(count)
            case .event(let event):
                if state.events.count >= room {
                    state.events.removeFirst()
                    state.gap.widen(1)
                }
                state.events.append(event)
            }
        }
        ring.yield()
    }

    /// Waits; nil when the task was cancelled and nothing is left.
    func take() async -> EventFeed.Item? {
        while true {
            if let item = takeWaiting() { return item }
            var rings = bell.makeAsyncIterator()
            guard await rings.next() != nil else { return takeWaiting() }
        }
    }

    func takeWaiting() -> EventFeed.Item? {
        state.withLock { state in
            defer { state.gap = .none }
            switch state.gap {
            case .events(let count): return .missed(count)
            case .unknown: return .missed(nil)
            case .none: return state.events.isEmpty ? nil : .event(state.events.removeFirst())
            }
        }
    }

    func close() { ring.finish() }
}
