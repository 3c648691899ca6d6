public import LibraryModel

/// What is wrong with a lane (GB 51348-2019 section 14.4 asks for forced opening, held passage and device faults).
public enum LaneAlarm: Hashable, Codable, Sendable {
    /// Somebody went through without an unlock. Raised anew by each such passage; ends by itself.
    case forcedPassage(Direction)
    /// The passage sensor stays active. Passages of that direction cannot be seen.
    case sensorStuck(Direction)
    /// The button stays pressed.
    case buttonStuck(LaneInput)
    /// The turnstile says that it cannot work.
    case notReady
    /// A passage came together with the loss of ready and was not counted. Ends by itself.
    case powerLoss

    /// Stable name for status, logs and metrics, such as `forced_passage_entry`.
    public var code: String {
        switch self {
        case .forcedPassage(let direction): "forced_passage_\(direction.rawValue)"
        case .sensorStuck(let direction): "sensor_stuck_\(direction.rawValue)"
        case .buttonStuck(let input): "button_stuck_\(input.rawValue)"
        case .notReady: "not_ready"
        case .powerLoss: "power_loss"
        }
    }
}
