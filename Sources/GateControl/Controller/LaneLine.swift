import GateHardware
import LaneControl
import LibraryModel

/// One line of a lane, whichever way it goes.
enum LaneLine: Hashable, Sendable {
    case relay(Direction)
    case lamp(LaneOutputs.Lamp)
    case input(LaneInput)

    /// Whether nobody is to be sent through in this direction without it. What leaves is let go all the same.
    ///
    /// Without ready nobody knows whether the turnstile would open, and without its sensor a passage would not be counted.
    /// The fire input is not among them: its contact acts on the turnstile itself, and to shut the entry for a cut cable would
    /// make nobody safer. Nor are buttons and key switches, which have the desk beside them.
    func isNeeded(for direction: Direction, under settings: LaneSettings) -> Bool {
        switch self {
        case .relay(let own): own == direction
        case .input(.ready): settings.hasReadyInput
        case .input(.passageIn): direction == .entry
        case .input(.passageOut): direction == .exit
        case .lamp, .input: false
        }
    }

    /// Whether somebody must come at once: the lane cannot do all of its work, or would not hear of a fire.
    func isGrave(under settings: LaneSettings) -> Bool {
        self == .input(.fire) || Direction.allCases.contains { isNeeded(for: $0, under: settings) }
    }

    /// What to say of its fault.
    func words(for error: LineError) -> String {
        guard self == .input(.fire) else { return error.description }
        return "a fire alarm would not be seen here; its own contact still frees the turnstile. \(error)"
    }
}
