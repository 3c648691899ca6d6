import GateControl
import Synchronization

/// What waits for one watcher of a ``Broadcast``, bounded.
final class BroadcastTray: Sendable {
    private struct State {
        var gap = FeedGap.none
        var events: [ServerSentEvent] = []
        var shown: [String: ServerSentEvent] = [:]
    }

    private let room: Int
    /// Locked because those who tell are on other threads than the watcher.
    private let state = Mutex(State())
    private let (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(room: Int) { self.room = room }

    /// When there is no room all that waits goes, since a watcher that far behind must look anew: at `shown`.
    func put(_ event: ServerSentEvent, otherwise shown: [String: ServerSentEvent]) {
        state.withLock { state in
            if state.events.count >= room { Self.lose(state.events.count, shown, &state) }
            state.events.append(event)
        }
        ring.yield()
    }

    /// Only the newest of each key is kept.
    func show(_ event: ServerSentEvent, _ key: String) {
        state.withLock { $0.shown[key] = event }
        ring.yield()
    }

    /// So many are gone from here; nil when nobody can say how many.
    func lose(_ count: Int?, otherwise shown: [String: ServerSentEvent]) {
        state.withLock { state in
            let waiting = state.events.count
            Self.lose(count.map { $0 + waiting }, shown, &state)
        }
        ring.yield()
    }

    private static func lose(_ count: Int?, _ shown: [String: ServerSentEvent], _ state: inout State) {
        state.gap.widen(count)
        (state.events, state.shown) = ([], shown)
    }

    /// Waits; nil when the task was cancelled and nothing is left.
    func take() async -> ServerSentEvent? {
        while true {
            if let event = takeWaiting() { return event }
            var rings = bell.makeAsyncIterator()
            guard await rings.next() != nil else { return takeWaiting() }
        }
    }

    /// What is missing first, then what is so, where something is missing; else what happened, then what is so.
    private func takeWaiting() -> ServerSentEvent? {
        state.withLock { state in
            defer { state.gap = .none }
            switch state.gap {
            case .events(let count): return Self.missed("\(count)")
            case .unknown: return Self.missed("null")
            case .none: break
            }
            if !state.events.isEmpty { return state.events.removeFirst() }
            guard let key = state.shown.keys.min() else { return nil }
            return state.shown.removeValue(forKey: key)
        }
    }

    private static func missed(_ count: String) -> ServerSentEvent {
        ServerSentEvent(name: "missed", data: "{\"count\":\(count)}")
    }

    func close() { ring.finish() }
}
