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
        var number: UInt64 = 0
        /// Oldest first, at most `kept`.
        var ring: [Event] = []
        var watchers: [UInt64: FeedTray] = [:]
        var nextWatcher: UInt64 = 0
    }

    /// - Parameter kept: so many events can be asked for afterwards.
    public init(run: RecordID, kept: Int = 1024) { (self.run, self.kept) = (run, max(kept, 1)) }

    /// Tells everybody; returns at once.
    public func publish(_ happening: Happening) {
        let (event, watchers) = state.withLock { state in
            state.number += 1
            let event = Event(place: Place(run: run, number: state.number), happening: happening)
            if state.ring.count >= kept { state.ring.removeFirst() }
            state.ring.append(event)
            return (event, Array(state.watchers.values))
        }
        for watcher in watchers { watcher.put(.event(event)) }
    }

    /// The events after `place`, and then each as it happens; from now on where `place` is nil.
    ///
    /// - Parameter waiting: the most events that wait for this watcher.
    /// - Returns: nil when there are ``mostWatchers`` already.
    public func watch(after place: Place? = nil, waiting: Int = 256) -> FeedWatch? {
        state.withLock { state in
            guard state.watchers.count < Self.mostWatchers else { return nil }
            let tray = FeedTray(room: max(waiting, 1))
            if let place {
                if let gap = missed(since: place, state) { tray.put(.missed(gap.count)) }
                let first = place.run == run ? place.number : 0
                for event in state.ring where event.place.number > first { tray.put(.event(event)) }
            }
            let name = state.nextWatcher
            state.nextWatcher += 1
            state.watchers[name] = tray
            return FeedWatch(tray: tray) { [weak self] in self?.forget(name) }
        }
    }

    /// How many watch now.
    public var watchers: Int { state.withLock { $0.watchers.count } }

    /// Nil when nothing after `place` is gone.
    private func missed(since place: Place, _ state: State) -> (count: Int?, Void)? {
        guard place.run == run, place.number <= state.number else { return (nil, ()) }
        let oldest = state.ring.first?.place.number ?? state.number + 1
        return place.number + 1 < oldest ? (Int(oldest - place.number - 1), ()) : nil
    }

    private func forget(_ watcher: UInt64) { state.withLock { $0.watchers[watcher] = nil } }
}
