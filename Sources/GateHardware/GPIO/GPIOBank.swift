internal import CGPIO

/// The lines of a real board through the kernel's GPIO character device.
public struct GPIOBank: LineBank {
    /// What `gpioinfo` shows as the holder of our lines.
    public static let consumer = "gatehouse"

    private let board: BoardDescription

    /// Touches no hardware yet.
    public init(board: BoardDescription) { self.board = board }

    public func has(_ name: String) -> Bool { board.has(name) }

    public func output(_ name: String) throws(LineError) -> any OutputLine {
        let line = try board.line(name, as: .output)
        return GPIOOutput(try LineHandle(output: line, at: try place(of: line, name), called: name))
    }

    public func input(_ name: String) throws(LineError) -> any InputLine {
        let line = try board.line(name, as: .input)
        return GPIOInput(try LineHandle(input: line, at: try place(of: line, name), called: name))
    }

    private func place(of line: BoardLine, _ name: String) throws(LineError) -> cgpio_place {
        var place = cgpio_place()
        let result =
            switch line.place {
            case .name(let kernelName): unsafe cgpio_find_line(board.chip, kernelName, &place)
            case .offset(let number): unsafe cgpio_find_offset(board.chip, UInt32(clamping: number), &place)
            }
        guard result == 0 else {
            throw LineAdvice.notFound(line.place, chip: board.chip, code: -result, call: "find \(name)")
        }
        return place
    }
}
