import GateControl
import LibraryModel
import Synchronization

/// One stream of events for many: each is written once, numbered, kept for those who come back, and put before each
/// watcher. Telling never waits; a watcher who falls behind is told how much it missed, and what is so now.
final class Broadcast: Sendable {
    /// So many events are kept for those who come back.
    static let kept = 1024
    /// The most that waits for one watcher: all that is kept, for who comes back, and some that happen meanwhile.
    static let room = kept + 256

    private struct State {
        var number: UInt64 = 0
        /// Oldest first.
        var ring: [ServerSentEvent] = []
        /// What is so now, by what it is about.
        var shown: [String: ServerSentEvent] = [:]
        var trays: [UInt64: BroadcastTray] = [:]
        var nextTray: UInt64 = 0
    }

    private let run: RecordID
    /// Locked because watchers come and go on any thread; held for a few assignments and a row of trays.
    private let state = Mutex(State())

    /// - Parameter run: names this run of the program in the places of events.
    init(run: RecordID) { self.run = run }

    /// How many watch now.
    var watchers: Int { state.withLock { $0.trays.count } }

    /// Something happened. With `about` it also is what is so now about that.
    func tell(_ name: String, _ data: String, about key: String? = nil) {
        state.withLock { state in
            state.number += 1
            let event = ServerSentEvent(id: id(state.number), name: name, data: data)
            if state.ring.count >= Self.kept { state.ring.removeFirst() }
            state.ring.append(event)
            if let key { state.shown[key] = event }
            for tray in state.trays.values { tray.put(event, otherwise: state.shown) }
        }
    }

    /// Something is so now. Nobody needs to hear afterwards that it was, so it has no number, and the newest is enough.
    func show(_ name: String, _ data: String) {
        state.withLock { state in
            let event = ServerSentEvent(name: name, data: data)
            state.shown[name] = event
            for tray in state.trays.values { tray.show(event, name) }
        }
    }

    /// What is so now is still so: said with a newer time to those who come, and not again to those who are there.
    func renew(_ key: String, _ data: String) {
        state.withLock { $0.shown[key]?.data = data }
    }

    /// So many events were never heard of here; nil when nobody can say how many.
    func lose(_ count: Int?) {
        state.withLock { state in
            // The numbers go on: those who come back are told how many are gone.
            state.number += UInt64(count ?? 1)
            state.ring = []
            for tray in state.trays.values { tray.lose(count, otherwise: state.shown) }
        }
    }

    /// What is so now and then everything that happens; for who comes back with the place of an event, what happened since.
    func watch(after place: EventFeed.Place?) -> BroadcastWatch {
        state.withLock { state in
            let tray = BroadcastTray(room: Self.room)
            if let place { resume(after: place, in: tray, state) } else { open(tray, state) }
            let name = state.nextTray
            state.nextTray += 1
            state.trays[name] = tray
            return BroadcastWatch(tray: tray) { [weak self] in self?.forget(name) }
        }
    }

    private func open(_ tray: BroadcastTray, _ state: State) {
        for (key, event) in state.shown {
            tray.show(ServerSentEvent(id: id(state.number), name: event.name, data: event.data), key)
        }
    }

    private func resume(after place: EventFeed.Place, in tray: BroadcastTray, _ state: State) {
        let oldest = state.number - UInt64(state.ring.count) + 1
        guard place.run == run, place.number <= state.number else { return tray.lose(nil, otherwise: state.shown) }
        if place.number + 1 < oldest { tray.lose(Int(oldest - place.number - 1), otherwise: state.shown) }
        for event in state.ring.suffix(Int(state.number - max(place.number, oldest - 1))) { tray.put(event, otherwise: state.shown) }
        // What has no number may have changed meanwhile.
        for (key, event) in state.shown where event.id == nil { tray.show(event, key) }
    }

    private func id(_ number: UInt64) -> String { "\(EventFeed.Place(run: run, number: number))" }

    private func forget(_ name: UInt64) { state.withLock { $0.trays[name] = nil } }
}

/// One watcher's way through a ``Broadcast``; it ends when this is let go of.
final class BroadcastWatch: AsyncSequence, Sendable {
    typealias Element = ServerSentEvent
    private let tray: BroadcastTray
    private let end: @Sendable () -> Void

    init(tray: BroadcastTray, end: @escaping @Sendable () -> Void) { (self.tray, self.end) = (tray, end) }

    deinit {
        end()
        tray.close()
    }

    /// Nil when the task was cancelled. One task at a time may ask.
    struct Iterator: AsyncIteratorProtocol {
        fileprivate let watch: BroadcastWatch
        mutating func next() async -> ServerSentEvent? { await watch.tray.take() }
    }

    func makeAsyncIterator() -> Iterator { Iterator(watch: self) }
}
