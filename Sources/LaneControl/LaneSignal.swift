/// What lamps and buzzer at one side of a lane should say, for as long as nothing newer is said. The answer to a refused
/// pass is not among them: the lane never hears of it.
public enum LaneSignal: String, Hashable, Codable, Sendable, CaseIterable {
    /// Show a pass.
    case idle
    /// Unlocked: go through.
    case go
    /// Nobody may be let in now: hold, or the turnstile is not ready.
    case stop
    /// A fault that staff should see.
    case attention
    /// The lane is about to unlock, or waits for a passage that was granted before a restart.
    case wait
}
