import GateHardware
import LaneControl
import LibraryModel
import LibraryRules

extension GateController {
    /// Energises an unlock line. A line that refuses makes the lane unfit in its direction until it answers again.
    func pulse(_ direction: Direction, for length: Duration, at lane: LaneID) {
        guard let relay = lanes[lane]?.outputs.relays[direction] else { return }
        let done = attempt(.relay(direction), at: lane) { () throws(LineError) in try relay.pulse(for: length) }
        if done { report(.unlocked(direction, for: length), at: lane) }
    }

    /// An unlock line off. One that refuses is tried again by its own cut-off until it obeys.
    func cut(_ direction: Direction, at lane: LaneID) {
        guard let relay = lanes[lane]?.outputs.relays[direction] else { return }
        attempt(.relay(direction), at: lane) { () throws(LineError) in try relay.off() }
    }

    /// Lamps follow the entry side where the lane's camera looks inwards, and the exit side otherwise.
    func show(_ signal: LaneSignal, _ direction: Direction, at lane: LaneID) {
        guard let held = lanes[lane], held.plan.direction == direction else { return }
        lanes[lane]?.signals[direction] = signal
        lanes[lane]?.verdictEnds = nil
        let lit: Set<LaneOutputs.Lamp> =
            switch signal {
            case .go: [.green]
            case .stop: [.red]
            case .attention: [.red, .amber]
            case .wait: [.amber]
            case .idle: []
            }
        light(lit, at: lane)
    }

    /// How long the lamps answer a refused pass: long enough to be seen, over before the next patron.
    static let verdictLength = Duration.seconds(2)

    /// A refused pass gets the lamp of its reason for a while. A lane whose ways are free goes on showing that.
    func showRefusal(_ code: DecisionCode, at lane: LaneID) {
        guard let held = lanes[lane], !code.admits, held.signals[held.plan.direction] != .go else { return }
        lanes[lane]?.verdictEnds = time.now() + Self.verdictLength
        light([LaneOutputs.Lamp(code.lamp)], at: lane)
    }

    /// The answer has been seen: the lane's own signal comes back.
    func endVerdict(at lane: LaneID) {
        guard let held = lanes[lane], let ends = held.verdictEnds, ends <= time.now() else { return }
        show(held.signals[held.plan.direction] ?? .idle, held.plan.direction, at: lane)
    }

    private func light(_ lit: Set<LaneOutputs.Lamp>, at lane: LaneID) {
        guard let lamps = lanes[lane]?.outputs.lamps.keys else { return }
        for lamp in lamps where lamp != .buzzer { set(lamp, lit.contains(lamp), at: lane) }
    }

    /// A lamp, or the buzzer.
    func set(_ lamp: LaneOutputs.Lamp, _ active: Bool, at lane: LaneID) {
        guard let line = lanes[lane]?.outputs.lamps[lamp] else { return }
        lanes[lane]?.lit[lamp] = active
        attempt(.lamp(lamp), at: lane) { () throws(LineError) in try line.set(active) }
    }

    /// Asks the unlock lines and the lamps whether they obey: it is the lane's fault until they do. A lamp that is there
    /// again shows what it should.
    func askLines(at lane: LaneID) {
        guard let held = lanes[lane] else { return }
        for direction in held.outputs.relays.keys { askRelay(direction, at: lane) }
        for lamp in held.outputs.lamps.keys { set(lamp, held.lit[lamp] ?? false, at: lane) }
        showStanding(at: lane)
    }

    /// Asks the unlock lines that did not obey. Lamps are not asked while somebody waits for an answer.
    func askFaultyRelays(at lane: LaneID) {
        for direction in Direction.allCases where lanes[lane]?.lineFaults[.relay(direction)] != nil {
            askRelay(direction, at: lane)
        }
        showStanding(at: lane)
    }

    private func askRelay(_ direction: Direction, at lane: LaneID) {
        guard let relay = lanes[lane]?.outputs.relays[direction] else { return }
        attempt(.relay(direction), at: lane) { () throws(LineError) in try relay.probe() }
    }

    /// Whether the line did as it was told; remembers its fault until it does.
    @discardableResult
    private func attempt(
        _ line: LaneLine, at lane: LaneID, _ work: () throws(LineError) -> Void
    ) -> Bool {
        do {
            try work()
            answered(line, at: lane)
            return true
        } catch {
            refused(line, error, at: lane)
            return false
        }
    }

    /// A line of the lane does not do what it is for, until it answers again.
    func refused(_ line: LaneLine, _ error: LineError, at lane: LaneID) {
        let words = line.words(for: error)
        let isNews = lanes[lane]?.lineFaults.updateValue(words, forKey: line) == nil
        if isNews { report(.lineFault(words), at: lane) }
    }

    /// A line of the lane answers. When it was the last one that did not, that is told.
    func answered(_ line: LaneLine, at lane: LaneID) {
        guard lanes[lane]?.lineFaults.removeValue(forKey: line) != nil, lanes[lane]?.lineFaults.isEmpty == true else { return }
        report(.linesMended, at: lane)
    }
}

extension LaneOutputs.Lamp {
    /// The lamp that a prompt asks for.
    init(_ lamp: Prompt.Lamp) {
        self =
            switch lamp {
            case .green: .green
            case .red: .red
            case .amber: .amber
            }
    }
}
