import LibraryModel

/// Passages: whom each belongs to. The one that the lane stands open for comes first, then whoever is late.
extension LaneMachine {
    /// A sensor saw somebody go through. The line is cut at once; who it was is said when it cannot be the turnstile
    /// losing its power any more.
    mutating func sensed(_ direction: Direction, at stamp: Instant, now: Instant) {
        if opening(direction, whenPassedAt: stamp) != nil {
            cut(direction, at: now)
            // A second pulse for the one who is going through would let another one in.
            if direction == .entry { entry.forgetPlannedPulse() }
        }
        confirm(direction, at: now)
        guard hasPowerWatch else { return count(direction, stamp, at: now) }
        if let lost = readyLostAt, isNear(lost, stamp) { return raise(.powerLoss, endingAfter: now) }
        self[direction].unconfirmed = stamp
    }

    /// The turnstile said that it is no longer ready.
    mutating func readyLost(at stamp: Instant, now: Instant) {
        readyLostAt = stamp
        guard hasPowerWatch else { return }
        let untrue = Direction.allCases.filter { self[$0].unconfirmed.map { isNear($0, stamp) } ?? false }
        for direction in untrue { self[direction].unconfirmed = nil }
        if !untrue.isEmpty { raise(.powerLoss, endingAfter: now) }
    }

    /// A passage that was not believed yet counts.
    mutating func confirm(_ direction: Direction, at now: Instant) {
        guard let stamp = self[direction].unconfirmed else { return }
        self[direction].unconfirmed = nil
        count(direction, stamp, at: now)
    }

    private mutating func count(_ direction: Direction, _ stamp: Instant, at now: Instant) {
        let opening = opening(direction, whenPassedAt: stamp)
        // Whom the lane stands open for comes first; a free lane stands open for nobody in particular.
        let late = opening?.claim.isFree ?? true ? self[direction].takeLate() : nil
        if let claim = late ?? opening?.claim { pass(claim, direction, stamp) } else { force(direction, stamp, at: now) }
        if opening != nil { openNext(direction, at: now) }
    }

    private mutating func force(_ direction: Direction, _ stamp: Instant, at now: Instant) {
        out.append(.unmatchedPassage(direction, mode, at: stamp))
        guard !mode.isFree, direction == .entry || settings.exitNeedsGrant else { return }
        raise(.forcedPassage(direction), endingAfter: now)
    }

    private mutating func pass(_ claim: Claim, _ direction: Direction, _ stamp: Instant) {
        switch claim.cause {
        case .grant(let grant):
            out.append(.passed(grant, at: stamp))
            if direction == .entry { wentIn = wentIn.suffix(LaneSettings.rememberedPassages - 1) + [grant.id] }
        case .staff(let act): out.append(.staffPassed(act, at: stamp))
        case .free(let was): out.append(.unmatchedPassage(direction, mode.isFree ? mode : was, at: stamp))
        }
    }

    /// Whose passage at this instant it is. Who goes in before the unlock pushed through on the heels of the one before,
    /// and the next patron must not pay for that; whoever goes out while somebody may is that one.
    private func opening(_ direction: Direction, whenPassedAt stamp: Instant) -> LaneSide.Opening? {
        guard let opening = self[direction].opening, direction == .exit || opening.from <= stamp else { return nil }
        return opening
    }

    private var hasPowerWatch: Bool { settings.hasReadyInput && settings.powerLossWindow > .zero }

    private func isNear(_ one: Instant, _ other: Instant) -> Bool {
        (one - other) <= settings.powerLossWindow && (other - one) <= settings.powerLossWindow
    }
}
