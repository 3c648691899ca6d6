import LibraryModel

/// One ledger on its way to `now`, a change at a time in the order of their instants: each may be what the next follows
/// from.
struct Settling {
    private(set) var facts: ClockFacts
    private(set) var steps: [Settlement.Step] = []

    init(_ facts: ClockFacts) { self.facts = facts }

    /// The earliest change that has come true; of several at one instant that of the first rule, then of the first booking.
    func nextChange() -> DueChange? {
        let open = facts.ledger.bookings.filter(\.isOpen).sorted { $0.id.rawValue < $1.id.rawValue }
        var earliest: DueChange?
        for rule in ClockOrder.rules {
            for booking in open {
                guard let change = rule.change(of: booking, in: facts), change.known <= facts.now else { continue }
                if earliest.map({ (change.known, change.at) < ($0.known, $0.at) }) ?? true { earliest = change }
            }
        }
        return earliest
    }

    mutating func make(_ change: DueChange) {
        guard let booking = note(change) else { return }
        if case .continuedBy(let next) = change.cause {
            note(DueChange(booking: next, to: .inUse, at: change.at, known: change.known, cause: .continues(booking.id)))
        }
        // One violation a booking at most (R17), even if the record has one from elsewhere.
        guard let kind = change.violation, !facts.ledger.violations.contains(where: { $0.booking == booking.id })
        else { return }
        let violation = Violation(
            booking: booking.id, patron: booking.patron, campus: booking.campus, kind: kind, at: change.at)
        facts.ledger.violations.append(violation)
        for cancelled in SuspendedBookings.cancelled(by: violation, in: facts) { note(cancelled) }
    }

    @discardableResult
    private mutating func note(_ change: DueChange) -> Booking? {
        guard let place = facts.ledger.bookings.firstIndex(where: { $0.id == change.booking }) else { return nil }
        facts.ledger.bookings[place].state = change.to
        if change.to.isFinal { facts.ledger.bookings[place].endedAt = change.at }
        if case .released(let reason) = change.cause { facts.ledger.bookings[place].releasedWhy = reason }
        steps.append(Settlement.Step(booking: change.booking, to: change.to, at: change.at, cause: change.cause))
        return facts.ledger.bookings[place]
    }
}
