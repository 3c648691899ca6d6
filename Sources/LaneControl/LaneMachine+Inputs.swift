import LibraryModel

/// Inputs: what a change that counts means.
extension LaneMachine {
    mutating func take(_ change: Debouncer.Change, of input: LaneInput, at now: Instant) {
        let acts = change.active && !change.adopted
        switch input {
        case .passageIn: takePassage(.entry, change, at: now)
        case .passageOut: takePassage(.exit, change, at: now)
        case .ready:
            unreadySince = nil
            if change.active { clear(.notReady) }
        case .fire:
            wishes.fire = change.active
            settleMode(.fire, at: now)
        case .buttonAdmit:
            if acts { admitOne(.button, at: now) }
            if !change.active { clear(.buttonStuck(input)) }
        case .buttonRelease:
            if acts { releaseOne(.button, at: now) }
            if !change.active { clear(.buttonStuck(input)) }
        case .switchHold where settings.holdStyle == .push:
            if acts { want(\.holdToggled, !wishes.holdToggled, wishes.holdToggled ? .holdOff : .holdOn, .button, at: now) }
            if !change.active { clear(.buttonStuck(input)) }
        case .switchOpen where settings.openStyle == .push:
            if acts { want(\.openToggled, !wishes.openToggled, wishes.openToggled ? .openOff : .openOn, .button, at: now) }
            if !change.active { clear(.buttonStuck(input)) }
        case .switchHold: turn(\.holdLatched, change, .holdOn, .holdOff, at: now)
        case .switchOpen: turn(\.openLatched, change, .openOn, .openOff, at: now)
        }
    }

    private mutating func takePassage(_ direction: Direction, _ change: Debouncer.Change, at now: Instant) {
        guard change.active else { return clear(.sensorStuck(direction)) }
        if !change.adopted { sensed(direction, at: change.at, now: now) }
    }

    /// A key was turned, or found turned: then it takes effect, but nobody did it now.
    private mutating func turn(
        _ wish: WritableKeyPath<ModeWishes, Bool>, _ change: Debouncer.Change, _ on: StaffAct.Kind, _ off: StaffAct.Kind,
        at now: Instant
    ) {
        guard change.adopted else {
            return want(wish, change.active, change.active ? on : off, .keySwitch, at: now)
        }
        wishes[keyPath: wish] = change.active
        settleMode(.staff(.keySwitch), at: now)
    }
}
