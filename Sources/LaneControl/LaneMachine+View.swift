import LibraryModel

/// What is shown of the lane.
extension LaneMachine {
    /// What status and kiosk show now.
    public var view: LaneView {
        LaneView(mode: mode, ready: isReady, faults: Set(faults.map(\.alarm)), entry: view(.entry), exit: view(.exit))
    }

    private func view(_ direction: Direction) -> LaneView.Side {
        let side = self[direction]
        return LaneView.Side(
            energised: side.isPulsing, granted: side.opening?.claim.grant, open: side.opening != nil,
            waiting: side.waiting.count, signal: signal(direction))
    }

    mutating func showSignals() {
        for direction in Direction.allCases where shown[direction] != signal(direction) {
            shown[direction] = signal(direction)
            out.append(.show(direction, signal(direction)))
        }
    }

    private func signal(_ direction: Direction) -> LaneSignal {
        if mode.isFree { return .go }
        if direction == .entry, mode == .hold || !isReady { return .stop }
        let side = self[direction]
        if let opening = side.opening { return opening.claim.silent || side.pulseDue != nil ? .wait : .go }
        return faults.contains { $0.alarm.concerns(direction) } ? .attention : .idle
    }
}

extension LaneAlarm {
    /// Whether a patron on the way in this direction should see that something is wrong.
    fileprivate func concerns(_ direction: Direction) -> Bool {
        switch self {
        case .forcedPassage(let affected), .sensorStuck(let affected): affected == direction
        case .buttonStuck(.buttonAdmit): direction == .entry
        case .buttonStuck(.buttonRelease): direction == .exit
        case .buttonStuck, .notReady, .powerLoss: true
        }
    }
}
