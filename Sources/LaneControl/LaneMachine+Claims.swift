import LibraryModel

/// Grants: who is let through now, who waits, and how each ends.
extension LaneMachine {
    mutating func serve(_ grant: Grant, at now: Instant) {
        let direction = grant.direction
        if self[direction].opening?.claim.grant?.id == grant.id { return reopen(direction, at: now) }
        if self[direction].waiting.contains(where: { $0.grant?.id == grant.id }) {
            if direction == .exit { unlock(.exit, at: now) }
            return
        }
        // Shown again just after the wait: one person still.
        self[direction].late.removeAll { $0.claim.grant?.id == grant.id }
        // Decided while its patron was in the arm: the record of the passage came too late for that decision.
        if grant.kind == .reopen, wentIn.contains(grant.id) { return }
        if direction == .entry, let claim = refused(Claim(cause: .grant(grant)), at: now) { return giveBack(claim) }
        if !enter(Claim(cause: .grant(grant)), direction, at: now) { out.append(.busy(grant)) }
    }

    mutating func resume(_ grant: Grant, at now: Instant) {
        let side = self[grant.direction]
        let claims = side.waiting + side.late.map(\.claim) + (side.opening.map { [$0.claim] } ?? [])
        guard !claims.contains(where: { $0.grant?.id == grant.id }) else { return }
        let claim = Claim(cause: .grant(grant), silent: true)
        guard side.hasRoom else { return giveBack(claim) }
        if side.isIdle { open(claim, grant.direction, at: now) } else { self[grant.direction].waiting.append(claim) }
    }

    /// Opens for the claim, or lets it wait behind the one that is open; false when too many wait. Whoever leaves does
    /// not wait for the unlock, only the claim does for its passage.
    @discardableResult
    mutating func enter(_ claim: Claim, _ direction: Direction, at now: Instant) -> Bool {
        if self[direction].isIdle {
            open(claim, direction, at: now)
            return true
        }
        if direction == .exit { unlock(.exit, at: now) }
        guard self[direction].hasRoom else { return false }
        self[direction].waiting.append(claim)
        return true
    }

    /// The claim becomes the one whose passage is awaited.
    mutating func open(_ claim: Claim, _ direction: Direction, at now: Instant) {
        let isQuiet = claim.silent && !mode.isFree
        // A pulse that runs although nobody is granted is a free one; whoever comes now goes through on that.
        let isUnlocked = self[direction].isPulsing && self[direction].opening?.claim.isFree == true
        let from = isQuiet || isUnlocked ? now : unlock(direction, at: now)
        self[direction].opening = LaneSide.Opening(claim: claim, from: from, until: from + settings.passageWait)
    }

    /// The claim that was open is done; the next one opens.
    mutating func openNext(_ direction: Direction, at now: Instant) {
        self[direction].opening = nil
        self[direction].forgetPlannedPulse()
        while !self[direction].waiting.isEmpty {
            let claim = self[direction].waiting.removeFirst()
            if direction == .entry, !claim.silent, let claim = refused(claim, at: now) {
                giveBack(claim)
                continue
            }
            return open(claim, direction, at: now)
        }
        if mode.isFree { open(Claim(cause: .free(mode)), direction, at: now) }
    }

    /// The claim itself when the entry may not be unlocked for it now.
    private mutating func refused(_ claim: Claim, at now: Instant) -> Claim? {
        if mode == .hold { return claim }
        guard !mode.isFree, !isReady else { return nil }
        raise(.notReady)
        return claim
    }

    /// Nobody goes through for the claim, which was not unlocked for.
    mutating func giveBack(_ claim: Claim) {
        sayNotPassed(claim)
        giveUp(claim)
    }

    /// The wait for the claim is over; whoever is in the arm at this moment still counts as its patron.
    mutating func expire(_ claim: Claim, _ direction: Direction, at now: Instant) {
        guard !claim.isFree else { return }
        sayNotPassed(claim)
        self[direction].late.append(LaneSide.Late(claim: claim, until: now + LaneSettings.lateness))
    }

    /// Nobody comes for the claim any more.
    mutating func giveUp(_ claim: Claim) {
        if let grant = claim.grant { out.append(.gaveUp(grant)) }
    }

    private mutating func sayNotPassed(_ claim: Claim) {
        switch claim.cause {
        case .grant(let grant): out.append(.notPassed(grant))
        case .staff(let act): out.append(.staffNotPassed(act))
        case .free: break
        }
    }

    /// The same pass again (B21): one more pulse and the whole wait, still for one passage.
    private mutating func reopen(_ direction: Direction, at now: Instant) {
        let isEntry = direction == .entry
        // Somebody is going through at this moment; a second pulse would let another one in.
        guard !isEntry || (self[direction].unconfirmed == nil && mode != .hold) else { return }
        guard !isEntry || mode.isFree || isReady else { return raise(.notReady) }
        let until = unlock(direction, at: now) + settings.passageWait
        self[direction].opening?.claim.silent = false
        self[direction].opening?.until = until
    }

    @discardableResult
    mutating func unlock(_ direction: Direction, at now: Instant) -> Instant {
        let (from, command) = self[direction].unlock(for: settings.pulse, at: now)
        if let command { out.append(command) }
        return from
    }

    mutating func cut(_ direction: Direction, at now: Instant) {
        if let command = self[direction].cut(at: now) { out.append(command) }
    }
}
