import GateHardware
import Testing

@Suite("What a keeper is given to hold")
struct KeeperChargeTests {
    static let board = BoardDescription(
        name: "a board", chip: "chip 1",
        lines: [
            LineName(.relayEntry): BoardLine(place: .name("GPIO 17"), active: .low, drive: .openDrain),
            LineName(lane: "lane-2", .relayExit): BoardLine(place: .offset(31), active: .high),
            LineName(.fire): BoardLine(place: .name("GPIO13"), active: .high, bias: .pullUp),
        ])
    static let names = ["lane-2.relay-exit", "relay-entry"]

    @Test
    func `arguments say all of it, and nothing of the board's other lines`() throws {
        let charge = try KeeperCharge(Self.names, of: Self.board)
        #expect(charge.arguments == [
            "a board", "chip 1", "lane-2.relay-exit", "number", "31", "high", "push-pull",
            "relay-entry", "name", "GPIO 17", "low", "open-drain",
        ])
        #expect(KeeperCharge(arguments: charge.arguments) == charge)
        #expect(charge.board.lines.count == 2)
        #expect(KeeperCharge(arguments: try KeeperCharge([], of: Self.board).arguments)?.names == [])
    }

    @Test
    func `a line that the board has not, or not as an output, is refused`() {
        #expect(throws: LineError.self) { try KeeperCharge(["relay-exit"], of: Self.board) }
        #expect(throws: LineError.self) { try KeeperCharge(["fire"], of: Self.board) }
    }

    static let line = ["relay-entry", "name", "GPIO17", "high", "push-pull"]
    static let badArguments: [[String]] = [
        [], ["board"], ["board", "chip"] + line.dropLast(), ["board", "chip"] + line + ["x"], ["board", "chip"] + line + line,
        ["board", "chip", "fire", "name", "GPIO17", "high", "push-pull"],
        ["board", "chip", "relay", "name", "GPIO17", "high", "push-pull"],
        ["board", "chip", "relay-entry", "name", "", "high", "push-pull"],
        ["board", "chip", "relay-entry", "number", "GPIO17", "high", "push-pull"],
        ["board", "chip", "relay-entry", "number", "-1", "high", "push-pull"],
        ["board", "chip", "relay-entry", "pin", "17", "high", "push-pull"],
        ["board", "chip", "relay-entry", "name", "GPIO17", "on", "push-pull"],
        ["board", "chip", "relay-entry", "name", "GPIO17", "high", "push"],
        ["board", "chip"] + Array(repeating: line, count: 65).flatMap { $0 },
    ]

    @Test("other arguments are refused", arguments: badArguments)
    func refused(_ arguments: [String]) { #expect(KeeperCharge(arguments: arguments) == nil) }
}
