public import LibraryModel

/// Time: what is due when.
extension LaneMachine {
    /// When ``LaneEvent/tick`` must come; nil when nothing is under way. It is later than every instant
    /// that the machine has heard of.
    public var nextDeadline: Instant? { firstDeadline?.at }

    private enum Due {
        case input(LaneInput), passage(Direction), cut(Direction), wait(Direction), late(Direction), pulse(Direction)
        case stuck(LaneInput, LaneAlarm), ending(LaneAlarm), unready
    }

    /// Runs everything that is due, in the order in which it was. Each leaves nothing due now behind: it is either gone
    /// or set to a later instant.
    mutating func runDeadlines(at now: Instant) {
        while let first = firstDeadline, first.at <= now { run(first.due, at: now) }
    }

    private mutating func run(_ due: Due, at now: Instant) {
        switch due {
        case .input(let input):
            if let change = inputs[input]?.settle(at: now) { take(change, of: input, at: now) }
        case .passage(let direction): confirm(direction, at: now)
        case .cut(let direction): cut(direction, at: now)
        case .wait(let direction):
            cut(direction, at: now)
            if let claim = self[direction].opening?.claim { expire(claim, direction, at: now) }
            openNext(direction, at: now)
        case .late(let direction):
            if let claim = self[direction].takeLate() { giveUp(claim) }
        case .pulse(let direction): unlock(direction, at: now)
        case .stuck(_, let alarm): raise(alarm)
        case .ending(let alarm): clear(alarm)
        case .unready: raise(.notReady)
        }
    }

    /// The earliest of all deadlines; of equal ones the first in this order, so that a passage comes before the end of
    /// its wait and a cut before the next pulse.
    private var firstDeadline: (at: Instant, due: Due)? {
        var first: (at: Instant, due: Due)?
        func offer(_ at: Instant?, _ due: Due) {
            if let at, first.map({ at < $0.at }) ?? true { first = (at, due) }
        }
        for input in LaneInput.allCases { offer(inputs[input]?.deadline, .input(input)) }
        for direction in Direction.allCases {
            offer(self[direction].unconfirmed.map { $0 + settings.powerLossWindow }, .passage(direction))
        }
        for direction in Direction.allCases {
            offer(self[direction].energisedUntil, .cut(direction))
            offer(end(of: self[direction].opening?.until, direction), .wait(direction))
            offer(end(of: self[direction].late.first?.until, direction), .late(direction))
            offer(self[direction].pulseDue, .pulse(direction))
        }
        for input in LaneInput.allCases {
            if let (at, alarm) = stuck(input) { offer(at, .stuck(input, alarm)) }
        }
        for fault in faults { offer(fault.ends, .ending(fault.alarm)) }
        if !isUp(.notReady) { offer(unreadySince.map { $0 + settings.notReadyAfter }, .unready) }
        return first
    }

    /// When a wait until then ends: not while a passage that began in time is still being made certain, and no later than
    /// twice the quiet time of a sensor that will not come to rest.
    private func end(of until: Instant?, _ direction: Direction) -> Instant? {
        guard let until else { return nil }
        if let seen = self[direction].unconfirmed { return max(until, seen + settings.powerLossWindow) }
        guard let sensor = inputs[direction == .entry ? .passageIn : .passageOut], !sensor.isActive,
            let began = sensor.firstEdge, began < until, let certain = sensor.deadline
        else { return until }
        return max(until, min(certain, until + settings.passageDebounce * 2))
    }

    /// When the input, active since it is, counts as stuck; nil for inputs that may stay active, and once it is said.
    private func stuck(_ input: LaneInput) -> (at: Instant, alarm: LaneAlarm)? {
        guard let state = inputs[input], state.isActive, let since = state.since else { return nil }
        let (limit, alarm): (Duration, LaneAlarm)
        switch input {
        case .passageIn: (limit, alarm) = (settings.sensorStuck, .sensorStuck(.entry))
        case .passageOut: (limit, alarm) = (settings.sensorStuck, .sensorStuck(.exit))
        case .buttonAdmit, .buttonRelease: (limit, alarm) = (settings.buttonStuck, .buttonStuck(input))
        case .switchHold where settings.holdStyle == .push: (limit, alarm) = (settings.buttonStuck, .buttonStuck(input))
        case .switchOpen where settings.openStyle == .push: (limit, alarm) = (settings.buttonStuck, .buttonStuck(input))
        default: return nil
        }
        return isUp(alarm) ? nil : (since + limit, alarm)
    }
}
