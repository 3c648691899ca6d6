public import GateHardware
public import LaneControl
public import LibraryModel

/// The lines of one gate, taken from its board and sorted by lane: what the wiring needs of the hardware.
public struct GateLines: Sendable {
    /// One input line, and every lane's input that it feeds: shared lines such as the fire contact feed them all.
    public struct Input: Sendable {
        public let name: String
        public let line: SteadyInput
        let feeds: [(lane: LaneID, input: LaneInput)]
    }

    public let outputs: [LaneID: LaneOutputs]
    public let inputs: [Input]

    /// Takes every line that the board has for the lanes of `plan`.
    ///
    /// A lane's line is the one with its prefix, or else the one of that name that all lanes share. `keeper` holds the
    /// relays; nil: they are held in here. A line that cannot be had, now or later, is taken as soon as it can: that is a
    /// fault of its lane. Throws when the relay of the lane's own direction is not in the board's file, or when the system
    /// has no thread to spare.
    public init(
        of plan: GateSettings, on bank: any LineBank, keeper: KeptRelays? = nil, time: any TimeSource,
        cutOff: (String) throws(LineError) -> any CutOff, alert: @escaping @Sendable (LaneID, PulsedOutput.Alert) -> Void
    ) throws(LineError) {
        var outputs: [LaneID: LaneOutputs] = [:]
        var feeds: [String: [(lane: LaneID, input: LaneInput)]] = [:]
        for lane in plan.lanes {
            var relays: [Direction: any UnlockLine] = [:]
            for direction in Direction.allCases {
                let (id, name) = (lane.id, lane.relay(direction))
                guard bank.has(name) else { continue }
                relays[direction] =
                    if let keeper { try keeper.relay(name) { alert(id, $0) } } else {
                        PulsedOutput(
                            SteadyOutput(name, on: bank), time: time, cutOff: try cutOff(name), report: { alert(id, $0) })
                    }
            }
            guard relays[lane.direction] != nil else {
                throw LineError(
                    call: "lane \(lane.id)", code: 6 /* ENXIO */,
                    advice: "the board has no line `\(lane.linePrefix)relay-\(lane.direction.rawValue)`; name it in the board file or correct `line-prefix`")
            }
            var lamps: [LaneOutputs.Lamp: any OutputLine] = [:]
            for lamp in LaneOutputs.Lamp.allCases where bank.has(lane.linePrefix + lamp.rawValue) {
                lamps[lamp] = SteadyOutput(lane.linePrefix + lamp.rawValue, on: bank)
            }
            outputs[lane.id] = LaneOutputs(relays: relays, lamps: lamps)
            for input in LaneInput.allCases {
                let own = lane.linePrefix + input.role.rawValue
                let name = bank.has(own) ? own : input.role.rawValue
                if bank.has(name) { feeds[name, default: []].append((lane.id, input)) }
            }
        }
        var inputs: [Input] = []
        for (name, feeds) in feeds.sorted(by: { $0.key < $1.key }) {
            inputs.append(Input(name: name, line: try SteadyInput(name, on: bank, time: time), feeds: feeds))
        }
        (self.outputs, self.inputs) = (outputs, inputs)
    }
}

extension LanePlan {
    /// The name of the line that unlocks that way.
    func relay(_ direction: Direction) -> String {
        linePrefix + (direction == .entry ? LineRole.relayEntry : .relayExit).rawValue
    }
}

extension GateSettings {
    /// The names of the relay lines of this gate's lanes that `bank` has, each once.
    public func relays(on bank: any LineBank) -> [String] {
        let names = lanes.flatMap { lane in Direction.allCases.map(lane.relay) }.filter(bank.has)
        return Set(names).sorted()
    }

    /// Switches each of them off and lets go of it; an error for each that could not be had.
    public func restRelays(on bank: any LineBank) -> [(name: String, error: LineError?)] {
        relays(on: bank).map { name in
            do throws(LineError) {
                try bank.output(name).set(false)
                return (name, nil)
            } catch { return (name, error) }
        }
    }
}

extension LaneInput {
    /// The line of a board that carries this input.
    public var role: LineRole {
        switch self {
        case .passageIn: .passageIn
        case .passageOut: .passageOut
        case .ready: .ready
        case .fire: .fire
        case .buttonAdmit: .buttonAdmit
        case .buttonRelease: .buttonRelease
        case .switchHold: .switchHold
        case .switchOpen: .switchOpen
        }
    }
}
