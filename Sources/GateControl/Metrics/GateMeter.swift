public import LibraryModel
public import LibraryStore
import Synchronization

/// Counts what happens at the gates, for the metrics. Nothing in it leads to a person: lanes, directions and codes alone,
/// so what it holds is bounded by the settings.
public final class GateMeter: Sendable {
    /// Which presentations are counted together.
    public struct Presentation: Hashable, Sendable {
        public let lane: LaneID
        public let code: DecisionCode
    }

    /// Which passages are counted together.
    public struct Passage: Hashable, Sendable {
        public let lane: LaneID
        public let direction: Direction
        public let outcome: Outcome

        /// Whether somebody went through, and whether a pass or an act stood behind it.
        public enum Outcome: String, Sendable, CaseIterable { case passed, unmatched, notPassed = "not_passed" }
    }

    /// Which decisions are timed together.
    public struct Timed: Hashable, Sendable {
        public let lane: LaneID
        public let admits: Bool
    }

    /// What a gate asks of its store by itself, as the metrics name it: told from the start on. Others come when they are
    /// first asked for.
    public static let storeOperations: Set = [
        "admit", "gave_back", "lane_event", "occupancy", "passed_in", "passed_in_unmatched", "passed_out", "settle", "staff_act",
    ]

    /// What was counted since the start.
    public struct Counts: Sendable {
        public var presentations: [Presentation: UInt64] = [:]
        public var passages: [Passage: UInt64] = [:]
        public var staffActs: [LaneID: UInt64] = [:]
        public var decisions: [Timed: Histogram] = [:]
        /// By the few fixed words of the store.
        public var store: [String: Histogram] = [:]
        public var storeFailures: [String: UInt64] = [:]
    }

    /// Locked because gates and store tell it things from anywhere; held for a few assignments.
    private let state = Mutex(Counts())

    /// A meter that has counted nothing.
    public init() {}

    /// What there is so far.
    public var counts: Counts { state.withLock { $0 } }

    /// Counts what happened; returns at once.
    public func hear(_ happening: Happening) {
        let lane = happening.lane
        state.withLock { counts in
            switch happening.what {
            case .decided(let decision, _, _):
                counts.presentations[Presentation(lane: lane, code: decision.code), default: 0] += 1
            case .passed(let direction, let matched):
                counts.passages[Passage(lane: lane, direction: direction, outcome: matched ? .passed : .unmatched), default: 0] += 1
            case .notPassed(let direction):
                counts.passages[Passage(lane: lane, direction: direction, outcome: .notPassed), default: 0] += 1
            case .staff: counts.staffActs[lane, default: 0] += 1
            default: break
            }
        }
    }

    /// A presentation was answered so long after its code was first decoded; one that is admitted, when the relay was
    /// commanded.
    func decided(at lane: LaneID, admits: Bool, took: Duration) {
        state.withLock { $0.decisions[Timed(lane: lane, admits: admits), default: .ofDecisions].add(took) }
    }

    /// What a store tells its times to.
    public func timing(now: @escaping @Sendable () -> Instant) -> StoreTiming {
        StoreTiming(now: now) { [self] operation, took, failed in
            let word = operation.replacing(" ", with: "_")
            state.withLock { counts in
                counts.store[word, default: .ofStore].add(took)
                if failed { counts.storeFailures[word, default: 0] += 1 }
            }
        }
    }
}
