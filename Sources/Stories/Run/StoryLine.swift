import GateHardware
import LaneControl
import LibraryModel

/// The inputs of a lane and the names of their lines on a board.
enum StoryLine {
    static let roles: [(LaneInput, LineRole)] = [
        (.passageIn, .passageIn), (.passageOut, .passageOut), (.ready, .ready), (.fire, .fire),
        (.buttonAdmit, .buttonAdmit), (.buttonRelease, .buttonRelease), (.switchHold, .switchHold),
        (.switchOpen, .switchOpen),
    ]

    static func name(_ role: LineRole, of lane: LaneID) -> String { "\(lane).\(role.rawValue)" }

    /// The lane and the input behind the name of a line; nil for an output.
    static func input(named name: String) -> (LaneID, LaneInput)? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, let input = roles.first(where: { $0.1.rawValue == parts[1] })?.0 else { return nil }
        return (LaneID(rawValue: parts[0]), input)
    }
}
