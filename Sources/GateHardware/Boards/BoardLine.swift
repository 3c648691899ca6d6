/// Where one line of a board is and how it is wired.
public struct BoardLine: Hashable, Sendable {
    /// How the kernel knows the line.
    public enum Place: Hashable, Sendable, CustomStringConvertible {
        /// Its name, such as `GPIO17`; the same on every boot and on most kernels.
        case name(String)
        /// Its number on the chip, for chips whose lines have no names.
        case offset(Int)

        public var description: String {
            switch self {
            case .name(let name): name
            case .offset(let number): "line \(number)"
            }
        }
    }

    /// The level on the wire that counts as active.
    public enum ActiveLevel: String, Hashable, Sendable, CaseIterable { case high, low }

    /// The resistor inside the chip at an input.
    public enum Bias: String, Hashable, Sendable, CaseIterable {
        /// Left as the firmware set it.
        case asIs = "as-is"
        case off
        case pullUp = "pull-up"
        case pullDown = "pull-down"
    }

    /// How an output drives its two levels.
    public enum Drive: String, Hashable, Sendable, CaseIterable {
        case pushPull = "push-pull"
        case openDrain = "open-drain"
        case openSource = "open-source"
    }

    public let place: Place
    public let active: ActiveLevel
    /// Means something for inputs only.
    public let bias: Bias
    /// Means something for outputs only.
    public let drive: Drive

    public init(place: Place, active: ActiveLevel, bias: Bias = .asIs, drive: Drive = .pushPull) {
        (self.place, self.active, self.bias, self.drive) = (place, active, bias, drive)
    }
}
