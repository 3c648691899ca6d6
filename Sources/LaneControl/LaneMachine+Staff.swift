import LibraryModel

/// Staff acts and the modes of the lane.
extension LaneMachine {
    mutating func admitOne(_ source: StaffAct.Source, at now: Instant) {
        let canServe = mode.isFree || (mode == .normal && isReady)
        let act = note(.admitOne, source, served: canServe && entry.hasRoom)
        if !canServe, mode == .normal { raise(.notReady) }
        if act.served { enter(Claim(cause: .staff(act)), .entry, at: now) }
    }

    mutating func releaseOne(_ source: StaffAct.Source, at now: Instant) {
        let act = note(.releaseOne, source, served: true)
        enter(Claim(cause: .staff(act)), .exit, at: now)
    }

    /// Staff want a mode, or no longer.
    mutating func want(
        _ wish: WritableKeyPath<ModeWishes, Bool>, _ on: Bool, _ kind: StaffAct.Kind, _ source: StaffAct.Source,
        at now: Instant
    ) {
        wishes[keyPath: wish] = on
        let isKept = kind == .holdOff && wishes.isHold || kind == .openOff && wishes.isOpen
        _ = note(kind, source, served: !isKept)
        settleMode(.staff(source), at: now)
    }

    /// The strongest wish becomes the mode.
    mutating func settleMode(_ cause: ModeCause, at now: Instant) {
        guard mode != wishes.mode else { return }
        mode = wishes.mode
        out.append(.modeChanged(mode, cause))
        for direction in Direction.allCases {
            if mode.isFree { free(direction, at: now) } else { endFree(direction) }
        }
        if mode == .hold { holdEntry(at: now) }
    }

    /// Unlocks at once, for whoever comes; a person already granted keeps the claim.
    private mutating func free(_ direction: Direction, at now: Instant) {
        if self[direction].opening == nil { return openNext(direction, at: now) }
        if !self[direction].isPulsing { unlock(direction, at: now) }
    }

    /// No more free unlocks. One that was given still lasts, so its passage is no forced one.
    private mutating func endFree(_ direction: Direction) {
        guard self[direction].opening?.claim.isFree == true, self[direction].pulseDue != nil else { return }
        self[direction].forgetPlannedPulse()
        self[direction].opening = nil
    }

    /// Nobody is let in any more. Somebody already in the arm is still counted: that claim keeps its time.
    private mutating func holdEntry(at now: Instant) {
        entry.forgetPlannedPulse()
        cut(.entry, at: now)
        let waiting = entry.waiting
        entry.waiting = waiting.filter(\.silent)
        for claim in waiting where !claim.silent { giveBack(claim) }
    }

    private mutating func note(_ kind: StaffAct.Kind, _ source: StaffAct.Source, served: Bool) -> StaffAct {
        staffActs &+= 1
        let act = StaffAct(number: staffActs, kind: kind, source: source, served: served)
        out.append(.staff(act))
        return act
    }
}
