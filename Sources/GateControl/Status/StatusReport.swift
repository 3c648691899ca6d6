public import LibraryModel
import LibraryStore

/// What a gate answers to whoever asks from afar: `GET /api/v1/status`. Field names are stable API.
public struct StatusReport: Codable, Hashable, Sendable {
    public var asOf: String
    public var version: String
    public var uptimeSeconds: Int
    public var health: Health
    public var clock: Clock
    /// Why the clock is not believed; nil while it is.
    public var clockDoubt: Doubt?
    public var record: Record
    /// What the store takes and has room for; nil while it does not say, and for one in memory.
    public var store: Room?
    /// What has befallen the store; nil for nothing.
    public var storeTroubles: [Trouble]?
    public var campuses: [CampusStatus]
    public var gates: [GateStatus]

    /// Worst part decides.
    public enum Health: String, Codable, Sendable, CaseIterable { case healthy, degraded }

    /// Whether wall time can be believed (R26).
    public enum Clock: String, Codable, Sendable, CaseIterable { case trusted, untrusted }

    /// Why a clock is not believed, and what to do.
    public struct Doubt: Codable, Hashable, Sendable {
        /// `not_synchronised`, `ahead` or `apart`; the latter staff can accept.
        public var cause: String
        /// How far it is ahead of the last written time.
        public var aheadSeconds: Int
        public var words: BilingualText

        init(_ doubt: ClockDoubt) {
            (cause, aheadSeconds, words) = (doubt.code, Int(doubt.ahead.components.seconds), doubt.words)
        }
    }

    /// What has befallen the store, and what to do.
    public struct Trouble: Codable, Hashable, Sendable {
        /// `records_lost`, `damaged` or `no_answer`.
        public var code: String
        public var words: BilingualText

        init(_ trouble: StoreTrouble) { (code, words) = (trouble.code, trouble.words) }
    }

    /// How large the store is, in bytes, and how long it may grow.
    public struct Room: Codable, Hashable, Sendable {
        public var bytes: Int64
        /// What it can become: the disk's room, or the bound that was set where that is less.
        public var limit: Int64?
        public var percent: Int?
        /// Over the last 30 days; nil before there are two.
        public var growthPerDay: Int64?
        /// Nil while it does not grow.
        public var daysLeft: Int?
        /// At 80 % somebody should look.
        public var isNearlyFull: Bool

        init(_ room: StoreRoom) {
            (bytes, limit, percent) = (room.bytes, room.limit, room.percent)
            (growthPerDay, daysLeft, isNearlyFull) = (room.growth, room.daysLeft, room.isNearlyFull)
        }
    }

    /// How far the record is behind (design invariant 4).
    public struct Record: Codable, Hashable, Sendable {
        public var waiting: Int
        public var lost: Int
        public var problem: String?
    }
}

/// One counted building.
public struct CampusStatus: Codable, Hashable, Sendable {
    public var campus: String
    public var name: BilingualText
    public var inside: Int
    public var reserved: Int
    public var cap: Int
    public var state: State
    /// RFC 3339; nil on a closed day.
    public var opens: String?
    public var closes: String?
    /// When the count was read.
    public var asOf: String
    public var source: Source
    /// How far the count can be believed.
    public var quality: CountQuality
    /// The same in one word.
    public var level: FillLevel

    /// Whether somebody with a booking could go in now.
    public enum State: String, Codable, Sendable, CaseIterable { case open, full, closed }

    /// Where the count comes from.
    public enum Source: String, Codable, Sendable, CaseIterable {
        /// Counted from the visits in the store just now.
        case visits
        /// The store did not answer; this is what it said last.
        case lastKnown = "last_known"
        /// The store has not answered yet.
        case unknown
        /// No gate of this campus is on this board: others count there, and nothing is known here.
        case elsewhere
    }
}

/// One gate with its lanes.
public struct GateStatus: Codable, Hashable, Sendable {
    public var gate: String
    public var campus: String
    public var lanes: [LaneStatus]
}

/// One lane.
public struct LaneStatus: Codable, Hashable, Sendable {
    public var lane: String
    public var direction: Direction
    public var mode: HouseMode
    public var state: State
    /// Nil until the first one since the start.
    public var lastDecision: LastDecision?
    /// `none`, `starting`, `seeing`, `fault` or `ended`.
    public var camera: String
    /// Pictures a second over the last two seconds; nil without a camera that gives any.
    public var framesPerSecond: Double?
    /// When a code was last read, whatever became of it.
    public var lastRead: String?
    /// `ok` or `fault`; ``advice`` says what a line said when it refused.
    public var gpio: String
    /// Codes of the alarms that are up.
    public var alarms: [String]
    /// What to do about camera and lines, in plain words.
    public var advice: [String]

    /// The newest decision, or `override` for a staff act that opened the lane.
    public struct LastDecision: Codable, Hashable, Sendable {
        public var code: DecisionCode
        public var at: String
    }

    /// What the lane is doing.
    public enum State: String, Codable, Sendable, CaseIterable {
        case idle
        /// Unlocked, somebody's passage is awaited.
        case open
        /// Both ways free.
        case free
        case hold
        case fault
    }

    /// Somebody should look at this lane.
    public var needsCare: Bool { state == .fault || !alarms.isEmpty || camera == "fault" || gpio != "ok" }
}
