import GateControl
import LaneControl
import LibraryModel
import Synchronization

/// What the gates told, until it is printed and checked.
final class NewsTray: Sendable {
    /// What has come since an act, for the teller's expectations.
    struct Since {
        var lastDecision: Decision?
        var unlocked: Set<Direction> = []
        var alarms: Set<String> = []
    }

    private struct State {
        var new: [Happening] = []
        var since = Since()
    }

    /// Locked because gates tell from their own executors.
    private let state = Mutex(State())

    func put(_ happening: Happening) {
        state.withLock { state in
            state.new.append(happening)
            switch happening.what {
            case .decided(let decision, _, _): state.since.lastDecision = decision
            case .unlocked(let direction, _): state.since.unlocked.insert(direction)
            case .alarm(let alarm, raised: true): state.since.alarms.insert(alarm.code)
            default: break
            }
        }
    }

    func takeNew() -> [Happening] {
        state.withLock { state in
            defer { state.new = [] }
            return state.new
        }
    }

    /// Before an act: what came before does not count for it.
    func beginAct() { state.withLock { $0.since = Since() } }

    var since: Since { state.withLock { $0.since } }
}
