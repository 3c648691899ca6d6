/// What a keeper is given to hold: the relay lines of one board. It goes to the keeper in its arguments and not as the name
/// of a file, so that a board file that is being edited changes nothing under a running gate.
public struct KeeperCharge: Hashable, Sendable {
    /// The board with those lines and no others.
    public let board: BoardDescription
    /// Their names; orders name a line by its place in here.
    public let names: [String]

    /// ENOENT or EINVAL when the board has no such output.
    public init(_ names: [String], of board: BoardDescription) throws(LineError) {
        var lines: [LineName: BoardLine] = [:]
        for name in names {
            let line = try board.line(name, as: .output)
            if let known = LineName(name) { lines[known] = line }
        }
        self.board = BoardDescription(name: board.name, chip: board.chip, lines: lines)
        self.names = names
    }

    /// The board and its chip, then five words a line.
    public var arguments: [String] {
        [board.name, board.chip]
            + names.flatMap { name -> [String] in
                guard let known = LineName(name), let line = board.lines[known] else { return [] }
                let place = switch line.place {
                    case .name(let kernelName): ["name", kernelName]
                    case .offset(let number): ["number", String(number)]
                    }
                return [name] + place + [line.active.rawValue, line.drive.rawValue]
            }
    }

    /// Nil for anything that is not exactly what ``arguments`` gives.
    public init?(arguments: [String]) {
        guard arguments.count >= 2, (arguments.count - 2) % 5 == 0, arguments.count <= 2 + 5 * BoardDescription.mostLines
        else { return nil }
        var names: [String] = []
        var lines: [LineName: BoardLine] = [:]
        for start in stride(from: 2, to: arguments.count, by: 5) {
            guard let known = LineName(arguments[start]), known.role.way == .output, lines[known] == nil,
                let place = BoardLine.Place(kind: arguments[start + 1], arguments[start + 2]),
                let active = BoardLine.ActiveLevel(rawValue: arguments[start + 3]),
                let drive = BoardLine.Drive(rawValue: arguments[start + 4])
            else { return nil }
            lines[known] = BoardLine(place: place, active: active, drive: drive)
            names.append(arguments[start])
        }
        board = BoardDescription(name: arguments[0], chip: arguments[1], lines: lines)
        self.names = names
    }
}

extension BoardLine.Place {
    fileprivate init?(kind: String, _ text: String) {
        switch kind {
        case "name" where !text.isEmpty: self = .name(text)
        case "number":
            guard let number = Int(text), number >= 0 else { return nil }
            self = .offset(number)
        default: return nil
        }
    }
}
