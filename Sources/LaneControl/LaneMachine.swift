public import LibraryModel

/// One lane: events in, commands out. When does the relay drop, whom does a passage belong to, who may go through now.
///
/// A value without clock or task: whoever owns it feeds each event with its monotonic instant, executes the commands in
/// their order and sends ``LaneEvent/tick`` at ``nextDeadline``. A late tick does no harm beyond its lateness; instants
/// that stand still or run back a little are taken as now.
///
/// What always holds:
/// - No line is energised longer than ``LaneSettings/pulse``, and it rests for ``LaneSettings/gap`` before it is again.
/// - An exit grant and a release unlock the exit at once, in every state and mode.
/// - Every grant ends in exactly one of ``LaneCommand/passed(_:at:)``, ``LaneCommand/gaveUp(_:)`` and
///   ``LaneCommand/busy(_:)``; the same grant again before that changes nothing but the time that is left.
/// - A pass lets one in: a re-opening for a seat whose patron just went in does nothing.
/// - In hold the entry line is off.
public struct LaneMachine: Hashable, Sendable {
    public let settings: LaneSettings

    var mode: HouseMode = .normal
    var wishes = ModeWishes()
    var entry = LaneSide(.entry)
    var exit = LaneSide(.exit)
    var inputs: [LaneInput: Debouncer] = [:]
    /// In the order in which they were raised; one for each alarm.
    var faults: [LaneFault] = []
    /// The last first edge away from ready.
    var readyLostAt: Instant?
    /// Since when the turnstile is not ready while nobody is going through.
    var unreadySince: Instant?
    /// The last seats whose patrons went in, oldest first; at most ``LaneSettings/rememberedPassages``.
    var wentIn: [RecordID] = []
    var staffActs: UInt64 = 0
    /// What lamps and buzzer were last told.
    var shown: [Direction: LaneSignal] = [:]
    /// The latest instant that was heard of.
    var now: Instant?
    /// The answer in the making.
    var out: [LaneCommand] = []

    public init(settings: LaneSettings) {
        self.settings = settings
        for input in LaneInput.allCases { inputs[input] = Debouncer(quiet: Self.quiet(input, settings)) }
    }

    /// Takes one event and says what to do, commands to the lines first.
    public mutating func handle(_ event: LaneEvent, at instant: Instant) -> [LaneCommand] {
        let stamp = min(max(instant, Self.earliest), Self.latest)
        let now = max(stamp, self.now ?? stamp)
        self.now = now
        runDeadlines(at: now)
        apply(event, stamp: stamp, at: now)
        runDeadlines(at: now)
        watchReady(at: now)
        showSignals()
        defer { out.removeAll(keepingCapacity: true) }
        return out.filter(\.isForLine) + out.filter { !$0.isForLine }
    }

    private mutating func apply(_ event: LaneEvent, stamp: Instant, at now: Instant) {
        switch event {
        case .edge(let input, let active):
            if losesReady(input, active) { readyLost(at: stamp, now: now) }
            if let change = inputs[input]?.edge(active, at: stamp, heard: now) { take(change, of: input, at: now) }
        case .level(let input, let active):
            if losesReady(input, active) { readyLost(at: stamp, now: now) }
            inputs[input]?.adopt(active, at: stamp, heard: now)
        case .grant(let grant): serve(grant, at: now)
        case .resume(let grant): resume(grant, at: now)
        case .resumeHold:
            wishes.holdToggled = true
            settleMode(.restart, at: now)
        case .desk(.admitOne): admitOne(.desk, at: now)
        case .desk(.releaseOne): releaseOne(.desk, at: now)
        case .desk(.hold(let on)): want(\.holdToggled, on, on ? .holdOn : .holdOff, .desk, at: now)
        case .desk(.open(let on)): want(\.openToggled, on, on ? .openOn : .openOff, .desk, at: now)
        case .tick: break
        }
    }

    subscript(direction: Direction) -> LaneSide {
        get { direction == .entry ? entry : exit }
        _modify {
            switch direction {
            case .entry: yield &entry
            case .exit: yield &exit
            }
        }
    }

    private func losesReady(_ input: LaneInput, _ active: Bool) -> Bool {
        input == .ready && !active && inputs[.ready]?.rawIsActive == true
    }

    /// What staff want until they say otherwise, key switches apart.
    public var standing: StandingModes { StandingModes(hold: wishes.holdToggled, open: wishes.openToggled) }

    /// Whether the turnstile can work.
    var isReady: Bool { !settings.hasReadyInput || inputs[.ready]?.isActive == true }

    /// Instants beyond these, some 73 years from the boot, would overflow when a wait is added.
    private static let latest = Instant(nanoseconds: Int64.max / 4)
    private static let earliest = Instant(nanoseconds: Int64.min / 4)

    private static func quiet(_ input: LaneInput, _ settings: LaneSettings) -> Duration {
        switch input {
        case .passageIn, .passageOut: settings.passageDebounce
        case .buttonAdmit, .buttonRelease: settings.buttonDebounce
        case .ready, .switchHold, .switchOpen: settings.switchDebounce
        case .fire: settings.fireDebounce
        }
    }
}
