public import LibraryModel
public import LibraryRules

/// Everything that the screen of a lane shows at one moment, decided by the server; the page only paints it.
public struct ScreenState: Hashable, Sendable {
    /// What the screen is about. The raw values are stable API.
    public enum Kind: String, Sendable, CaseIterable {
        case idle, reading, admit, refuse
        /// Somebody else goes first.
        case wait
        case freePassage = "free_passage"
        case hold, emergency, closed
        case outOfOrder = "out_of_order"
    }

    public let kind: Kind
    /// Grows with every change that somebody should notice: a tone belongs to one serial and sounds once.
    public let serial: UInt64
    /// The reason of a verdict.
    public let code: DecisionCode?
    public let title: BilingualText
    public let next: BilingualText?
    public let lamp: Prompt.Lamp?
    public let tone: Prompt.Tone?
    /// When it ends by itself; nil when it stays until something happens.
    public let until: Instant?
    /// The presentation that a verdict answers; nil for everything else, and for what staff did.
    public let presentation: UInt64?
}

/// How a lane stands, as far as its screen goes.
public struct LaneStanding: Hashable, Sendable {
    public var mode: HouseMode
    /// Somebody could go through in the lane's direction.
    public var isFit: Bool
    /// The camera sees, or there is none to see.
    public var sees: Bool
    /// Unlocked in the lane's direction: somebody's passage is awaited.
    public var isOpen: Bool
    /// How many stand behind that one.
    public var waiting: Int
    /// Nothing that happened at the gate waits for a store that refuses it.
    public var canRecord: Bool

    public init(
        mode: HouseMode = .normal, isFit: Bool = true, sees: Bool = true, isOpen: Bool = false, waiting: Int = 0,
        canRecord: Bool = true
    ) {
        (self.mode, self.isFit, self.sees, self.isOpen, self.waiting) = (mode, isFit, sees, isOpen, waiting)
        self.canRecord = canRecord
    }
}

/// What happens at a lane, as far as its screen goes.
public enum LaneNews: Hashable, Sendable {
    /// A code is before the camera, or came from a phone; the number grows by one for each of this lane.
    case presented(UInt64)
    /// What the patron of that presentation is told; the time is that of the presentation.
    case answered(UInt64, Decision, at: WallTime)
    /// Too many wait already: the newest admission will not be served.
    case busy
    /// Staff let somebody through in the lane's direction.
    case letThrough(at: WallTime)
    /// Whoever was let through went.
    case passed
    /// Whoever was let through did not go in time.
    case notPassed
    case stands(LaneStanding)
}

/// What a screen must know of the house.
public struct ScreenHouse: Hashable, Sendable {
    public var now: WallTime
    /// Nil where nobody knows, as under a clock that is not believed.
    public var isOpen: Bool?
    public var nextOpening: WallTime?
    public var isFull: Bool
    /// The store answers, and takes what is written.
    public var canRecord: Bool

    public init(
        now: WallTime, isOpen: Bool? = nil, nextOpening: WallTime? = nil, isFull: Bool = false, canRecord: Bool = true
    ) {
        (self.now, self.isOpen, self.nextOpening, self.isFull) = (now, isOpen, nextOpening, isFull)
        self.canRecord = canRecord
    }
}
