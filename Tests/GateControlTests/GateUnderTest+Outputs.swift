import GateHardware
import LibraryModel

/// What the outputs of the gate did.
extension GateUnderTest {
    /// How often the relay was energised.
    func pulses(_ direction: Direction, at lane: LaneID = inside) -> Int {
        bank.history(of: Self.line("relay-\(direction.rawValue)", lane)).count(where: \.active)
    }

    /// How long each sound of a lane's buzzer was, in milliseconds.
    func sounds(at lane: LaneID = inside) -> [Int64] {
        var (sounds, began): ([Int64], Instant?) = ([], nil)
        for edge in bank.history(of: Self.line("buzzer", lane)) {
            if !edge.active, let began { sounds.append((edge.at - began).components.attoseconds / 1_000_000_000_000_000) }
            began = edge.active ? edge.at : nil
        }
        return sounds
    }

    func buzzes(at lane: LaneID = inside) -> Bool { bank.history(of: Self.line("buzzer", lane)).last?.active ?? false }
}
