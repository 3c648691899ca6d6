import LaneControl
public import LibraryModel

/// What a gate could do for a pass that came now.
public struct GateOutlook: Hashable, Sendable {
    /// One lane.
    public struct Lane: Hashable, Sendable {
        /// What a pass at this lane asks for.
        public var direction: Direction
        public var mode: HouseMode
        /// Turnstile, relay and sensor would let somebody through.
        public var isFit: Bool
        /// The camera can read a pass, or none is there and passes come another way.
        public var seesPasses: Bool

        public init(direction: Direction, mode: HouseMode = .normal, isFit: Bool = true, seesPasses: Bool = true) {
            (self.direction, self.mode, self.isFit, self.seesPasses) = (direction, mode, isFit, seesPasses)
        }
    }

    public var gate: GateID
    public var campus: CampusID
    public var lanes: [Lane]
    /// The store refuses what this gate has to write.
    public var isRecordStuck: Bool

    public init(gate: GateID, campus: CampusID, lanes: [Lane], isRecordStuck: Bool = false) {
        (self.gate, self.campus, self.lanes, self.isRecordStuck) = (gate, campus, lanes, isRecordStuck)
    }
}

extension GateController {
    /// The gate as it stands, for whoever has to know whether patrons can be served.
    public func outlook() -> GateOutlook {
        let backlog = keeper.backlog
        return GateOutlook(
            gate: plan.id, campus: campus.id, lanes: plan.lanes.compactMap { lanes[$0.id]?.outlook },
            isRecordStuck: backlog.waiting > 0 && backlog.lastError != nil)
    }
}

extension Lane {
    fileprivate var outlook: GateOutlook.Lane {
        let isBlind = if case .fault = camera { true } else { false }
        return GateOutlook.Lane(
            direction: plan.direction, mode: machine.view.mode, isFit: fit(for: plan.direction), seesPasses: !isBlind)
    }
}
