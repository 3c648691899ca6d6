internal import Glibc

/// A board as data: which chip its lines are on, and which line is what (`hardware/boards/*.yaml`).
public struct BoardDescription: Hashable, Sendable {
    /// The most lines that a board file may name.
    public static let mostLines = 64

    /// For people, such as `Raspberry Pi 5`.
    public let name: String
    /// The label of the GPIO chip, such as `pinctrl-rp1`; the numbers of /dev/gpiochipN change between kernels.
    public let chip: String
    public let lines: [LineName: BoardLine]

    public init(name: String, chip: String, lines: [LineName: BoardLine]) {
        (self.name, self.chip, self.lines) = (name, chip, lines)
    }

    /// Whether the board has a line of this name.
    public func has(_ name: String) -> Bool { LineName(name).map { lines[$0] != nil } ?? false }

    /// The line called `name`; an error when the board has none, or when it is meant for the other way.
    func line(_ name: String, as way: LineRole.Way) throws(LineError) -> BoardLine {
        guard let known = LineName(name), let line = lines[known] else {
            throw LineError(
                call: "request \(name)", code: ENOENT,
                advice: "the board `\(self.name)` has no line called `\(name)`; add it to the board's file")
        }
        guard known.role.way == way else {
            throw LineError(
                call: "request \(name)", code: EINVAL, advice: "`\(name)` is an \(known.role.way), not an \(way)")
        }
        return line
    }
}
