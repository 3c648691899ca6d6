/// The times and the wiring of one lane. Every value is within its range; nothing else can be built.
public struct LaneSettings: Hashable, Sendable {
    /// How long an unlock line is energised. Turnstiles ask for at least 100 ms in pulse mode (PERCo TTR-10A).
    public private(set) var pulse: Duration = .milliseconds(300)
    /// How long somebody may take to go through, counted from the unlock whatever the length of the pulse. Set it no
    /// shorter than the turnstile's own wait (5 s from the factory): a passage after it counts as forced.
    public private(set) var passageWait: Duration = .seconds(5)
    /// How long a passage sensor must keep its level before it counts.
    public private(set) var passageDebounce: Duration = .milliseconds(10)
    /// The same for the two push buttons.
    public private(set) var buttonDebounce: Duration = .milliseconds(30)
    /// The same for the hold and open inputs, and for the ready input.
    public private(set) var switchDebounce: Duration = .milliseconds(50)
    /// The same for the fire input.
    public private(set) var fireDebounce: Duration = .milliseconds(20)
    /// A passage sensor active for longer is stuck.
    public private(set) var sensorStuck: Duration = .seconds(10)
    /// A button pressed for longer is stuck.
    public private(set) var buttonStuck: Duration = .seconds(10)
    /// An idle turnstile that is not ready for longer is an alarm.
    public private(set) var notReadyAfter: Duration = .seconds(1)
    /// A passage this near to the loss of ready is the turnstile losing its power, not a person: PERCo energises its
    /// PASS relays when idle. A passage is reported only when this has gone by; zero turns that off, for turnstiles that
    /// drop ready on every passage. Means nothing without a ready input.
    public private(set) var powerLossWindow: Duration = .milliseconds(100)
    /// The turnstile's Ready output is wired to this board.
    public private(set) var hasReadyInput = false
    /// The turnstile is locked for leaving too, so an exit that nothing unlocked is an alarm.
    public private(set) var exitNeedsGrant = false
    /// What the hold input is.
    public private(set) var holdStyle: InputStyle = .latching
    /// What the open input is.
    public private(set) var openStyle: InputStyle = .latching

    /// The defaults.
    public static let standard = LaneSettings()
    /// The passage wait of a wide lane.
    public static let widePassageWait: Duration = .seconds(12)

    private init() {}

    /// The defaults with some values replaced; nil keeps the default. Throws for the first value out of its range.
    public init(
        pulse: Duration? = nil, passageWait: Duration? = nil, passageDebounce: Duration? = nil,
        buttonDebounce: Duration? = nil, switchDebounce: Duration? = nil, fireDebounce: Duration? = nil,
        sensorStuck: Duration? = nil, buttonStuck: Duration? = nil, notReadyAfter: Duration? = nil,
        powerLossWindow: Duration? = nil, hasReadyInput: Bool = false, exitNeedsGrant: Bool = false,
        holdStyle: InputStyle = .latching, openStyle: InputStyle = .latching
    ) throws(LaneSettingsError) {
        self.init()
        try set(\.pulse, "pulse", pulse, Self.allowedPulse)
        try set(\.passageWait, "passageWait", passageWait, Self.allowedPassageWait)
        try set(\.passageDebounce, "passageDebounce", passageDebounce, Self.allowedDebounce)
        try set(\.buttonDebounce, "buttonDebounce", buttonDebounce, Self.allowedDebounce)
        try set(\.switchDebounce, "switchDebounce", switchDebounce, Self.allowedDebounce)
        try set(\.fireDebounce, "fireDebounce", fireDebounce, Self.allowedDebounce)
        try set(\.sensorStuck, "sensorStuck", sensorStuck, Self.allowedStuck)
        try set(\.buttonStuck, "buttonStuck", buttonStuck, Self.allowedStuck)
        try set(\.notReadyAfter, "notReadyAfter", notReadyAfter, Self.allowedNotReadyAfter)
        try set(\.powerLossWindow, "powerLossWindow", powerLossWindow, Self.allowedPowerLossWindow)
        (self.hasReadyInput, self.exitNeedsGrant) = (hasReadyInput, exitNeedsGrant)
        (self.holdStyle, self.openStyle) = (holdStyle, openStyle)
    }

    public static let allowedPulse: ClosedRange<Duration> = .milliseconds(100)...(.milliseconds(1000))
    public static let allowedPassageWait: ClosedRange<Duration> = .seconds(1)...(.seconds(30))
    /// Of every input; below 1 ms contacts bounce, above 200 ms a press is lost.
    public static let allowedDebounce: ClosedRange<Duration> = .milliseconds(1)...(.milliseconds(200))
    /// Of sensors and buttons.
    public static let allowedStuck: ClosedRange<Duration> = .seconds(2)...(.seconds(120))
    public static let allowedNotReadyAfter: ClosedRange<Duration> = .milliseconds(100)...(.seconds(30))
    public static let allowedPowerLossWindow: ClosedRange<Duration> = .zero...(.milliseconds(500))

    /// The unlock line rests this long between two pulses, so that the turnstile sees two: as long as the shortest
    /// pulse that it must see.
    public static let gap: Duration = .milliseconds(100)
    /// A passage that begins so soon after the end of a wait is still that of whom the lane waited for: the turnstile
    /// keeps its own time, and who has pushed the arm at its last moment is seen when the arm has turned.
    public static let lateness: Duration = .seconds(2)
    /// How long an alarm that has no end of its own, such as a forced passage, stays up.
    public static let momentaryAlarm: Duration = .seconds(10)
    /// Grants and staff acts that wait for one direction behind the one that is open.
    public static let waitingLimit = 2
    /// Seats whose patrons went in that the machine remembers, so that a pass does not open twice while its record is
    /// still being written; the oldest is forgotten.
    public static let rememberedPassages = 64

    private mutating func set(
        _ field: WritableKeyPath<Self, Duration>, _ name: String, _ value: Duration?, _ allowed: ClosedRange<Duration>
    ) throws(LaneSettingsError) {
        guard let value else { return }
        guard allowed.contains(value) else {
            throw LaneSettingsError(setting: name, value: value, allowed: allowed)
        }
        self[keyPath: field] = value
    }
}
