import GateControl
import LibraryModel
import Synchronization

/// Sees what one presentation led to: when the relay line of the entry went on, and what was decided.
final class ChainWitness: Sendable {
    private struct State {
        var relayOn: Instant?
        /// The instant of the decode, to the millisecond, and the code of the decision.
        var decided: (seen: WallTime, code: DecisionCode)?
        var hasPassed = false
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
        state.withLock { state in
            switch happening.what {
            case .decided(let decision, _, _) where state.decided == nil: state.decided = (happening.at.time, decision.code)
            case .passed: state.hasPassed = true
            default: break
            }
        }
    }

    func forget() { state.withLock { $0 = State() } }
    var relayOn: Instant? { state.withLock { $0.relayOn } }
    var decided: (seen: WallTime, code: DecisionCode)? { state.withLock { $0.decided } }
    var hasPassed: Bool { state.withLock { $0.hasPassed } }
}
