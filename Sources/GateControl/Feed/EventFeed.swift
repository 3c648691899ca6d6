public import LibraryModel
import Synchronization

/// What happens at the gates, for screens and watchers: the newest events in a bounded ring, and a bounded tray for each
/// watcher. Publishing never waits. Whoever falls behind is told how much was missed; nobody is waited for.
public final class EventFeed: Sendable {
    /// Where an event stands: the run of the program that it belongs to, and its number in that run, from 1.
    public struct Place: Hashable, Sendable, LosslessStringConvertible {
        public let run: RecordID
        public let number: UInt64

        public init(run: RecordID, number: UInt64) { (self.run, self.number) = (run, number) }

        /// Of no run that ever was.
        public static let unknown = Place(run: RecordID(high: 0, low: 0), number: 0)

        /// Reads what ``description`` wrote: the run, a hyphen, the number.
        public init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let run = RecordID(String(parts[0])), let number = UInt64(parts[1]) else { return nil }
            self.init(run: run, number: number)
        }

        public var description: String { "\(run)-\(number)" }
    }

    /// One thing that happened.
    public struct Event: Sendable {
        public let place: Place
        public let happening: Happening
    }

    /// What a watcher gets.
    public enum Item: Sendable {
        case event(Event)
        /// So many events that the watcher asked for are gone; nil when nobody can say how many, as after a restart.
        /// What is true now must be asked for anew.
        case missed(Int?)
    }

    /// The most watchers at a time.
    public static let mostWatchers = 512

    /// Names this run of the program.
    public let run: RecordID
    private let kept: Int
    private let state = Mutex(State())

    private struct State {
        /// How many events there were.
        var number: UInt64 = 0
        /// The event of number n stands at (n - 1) modulo what is kept.
        var ring: [Event] = []
        var watchers: [UInt64: FeedTray] = [:]
        var nextWatcher: UInt64 = 0
    }

    /// - Parameter kept: so many events can be asked for afterwards.
    public init(run: RecordID, kept: Int = 1024) { (self.run, self.kept) = (run, max(kept, 1)) }

    /// Tells everybody; returns at once. The lock spans the telling, so that all hear everything in one order.
    public func publish(_ happening: Happening) {
        state.withLock { state in
            state.number += 1
            let event = Event(place: Place(run: run, number: state.number), happening: happening)
            if state.ring.count < kept { state.ring.append(event) } else { state.ring[slot(of: state.number)] = event }
            for tray in state.watchers.values { tray.put(.event(event)) }
        }
    }

    /// The events after `place`, and then each as it happens; from now on where `place` is nil. A place that nobody knows
    /// is answered with ``Item/missed(_:)`` and everything that is kept.
    ///
    /// - Parameter waiting: the most events that wait for this watcher.
    /// - Returns: nil when there are ``mostWatchers`` already.
    public func watch(after place: Place? = nil, waiting: Int = 256) -> FeedWatch? {
        state.withLock { state in
            guard state.watchers.count < Self.mostWatchers else { return nil }
            let tray = FeedTray(room: max(waiting, 1))
            if let place { resume(after: place, in: tray, state) }
            let name = state.nextWatcher
            state.nextWatcher += 1
            state.watchers[name] = tray
            return FeedWatch(tray: tray) { [weak self] in self?.forget(name) }
        }
    }

    /// How many watch now.
    public var watchers: Int { state.withLock { $0.watchers.count } }

    private func slot(of number: UInt64) -> Int { Int((number - 1) % UInt64(kept)) }

    private func resume(after place: Place, in tray: FeedTray, _ state: State) {
        let isKnown = place.run == run && place.number <= state.number
        let oldest = state.number - UInt64(state.ring.count) + 1
        let first = isKnown ? max(place.number + 1, oldest) : oldest
        if !isKnown { tray.put(.missed(nil)) } else if first > place.number + 1 { tray.put(.missed(Int(first - place.number - 1))) }
        guard first <= state.number else { return }
        for number in first...state.number { tray.put(.event(state.ring[slot(of: number)])) }
    }

    private func forget(_ watcher: UInt64) { state.withLock { $0.watchers[watcher] = nil } }
}
