import LibraryModel

/// One direction of a lane: its unlock line, the claim whose passage is awaited and those behind it.
struct LaneSide: Hashable, Sendable {
    /// A claim whose time runs.
    struct Opening: Hashable, Sendable {
        var claim: Claim
        /// The unlock.
        let from: Instant
        /// Later than this nobody goes through for this claim.
        var until: Instant
    }

    /// A claim whose time is over, and whose patron may still be in the arm.
    struct Late: Hashable, Sendable {
        let claim: Claim
        /// Nobody comes any more from here on.
        let until: Instant
    }

    let direction: Direction
    var opening: Opening?
    /// At most ``LaneSettings/waitingLimit``.
    var waiting: [Claim] = []
    /// Oldest first. As each wait is longer than ``LaneSettings/lateness`` or nearly so, there are never more than three.
    var late: [Late] = []
    /// A passage that is not believed yet: it may be the turnstile losing its power.
    var unconfirmed: Instant?
    /// When the line must be cut; nil while it is off.
    private(set) var energisedUntil: Instant?
    /// When the line has rested; nil when it has.
    private var restUntil: Instant?
    /// When the line is to be pulsed next, as soon as it has rested.
    private(set) var pulseDue: Instant?

    init(_ direction: Direction) { self.direction = direction }

    var hasRoom: Bool { opening == nil || opening?.claim.isFree == true || waiting.count < LaneSettings.waitingLimit }

    var isPulsing: Bool { energisedUntil != nil }

    /// Nobody's passage is awaited, except in a free mode.
    var isIdle: Bool { opening?.claim.isFree ?? true }

    /// Pulses the line, or plans the pulse for the instant at which it has rested: a running pulse is never made longer.
    /// Returns the instant of the pulse, and the command when that is now.
    mutating func unlock(for pulse: Duration, at now: Instant) -> (at: Instant, command: LaneCommand?) {
        let rested = energisedUntil.map { $0 + LaneSettings.gap } ?? restUntil ?? now
        guard rested <= now else {
            pulseDue = rested
            return (rested, nil)
        }
        (pulseDue, restUntil, energisedUntil) = (nil, nil, now + pulse)
        return (now, .pulse(direction, for: pulse))
    }

    /// Ends a running pulse.
    mutating func cut(at now: Instant) -> LaneCommand? {
        guard isPulsing else { return nil }
        (energisedUntil, restUntil) = (nil, now + LaneSettings.gap)
        return .cut(direction)
    }

    /// The one who has been waited for the longest.
    mutating func takeLate() -> Claim? { late.isEmpty ? nil : late.removeFirst().claim }

    mutating func forgetPlannedPulse() { pulseDue = nil }
}
