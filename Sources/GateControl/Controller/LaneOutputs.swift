public import GateHardware
import LaneControl
public import LibraryModel

/// What a lane can switch: an unlock relay a direction, and lamps and a buzzer where the board has them.
public struct LaneOutputs: Sendable {
    public let relays: [Direction: any UnlockLine]
    public let lamps: [Lamp: any OutputLine]

    /// What a lane shows and sounds; the raw values are line names of a board.
    public enum Lamp: String, Sendable, CaseIterable {
        case green = "lamp-green"
        case red = "lamp-red"
        case amber = "lamp-amber"
        case buzzer
    }

    public init(relays: [Direction: any UnlockLine], lamps: [Lamp: any OutputLine] = [:]) {
        (self.relays, self.lamps) = (relays, lamps)
    }
}
