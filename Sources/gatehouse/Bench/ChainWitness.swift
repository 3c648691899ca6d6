import GateControl
import LibraryModel
import Synchronization

/// Sees what came of a phone: when the relay line of the entry went on first, and what was decided about whom.
final class ChainWitness: Sendable {
    private struct State {
        var relayOn: Instant?
        /// Oldest first.
        var decisions: [(booking: BookingID?, code: DecisionCode)] = []
    }

    private let time = BenchTime()
    /// Locked because lines, controller and measurement are on threads of their own; held for one assignment.
    private let state = Mutex(State())

    /// A relay line went on: the clock is read before anything else.
    func relayWentOn() {
        let now = time.now()
        state.withLock { if $0.relayOn == nil { $0.relayOn = now } }
    }

    func hear(_ happening: Happening) {
        guard happening.lane == BenchLibrary.entry, case .decided(let decision, _, let booking) = happening.what else { return }
        state.withLock { $0.decisions.append((booking, decision.code)) }
    }

    func forget() { state.withLock { $0 = State() } }
    var relayOn: Instant? { state.withLock { $0.relayOn } }
    var decisions: [(booking: BookingID?, code: DecisionCode)] { state.withLock { $0.decisions } }
}
