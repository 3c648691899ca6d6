internal import GRDB
internal import LibraryModel
internal import LibraryRules

extension HouseView {
    /// Until when ledgers are written down: a little behind the clock, so that a decision that is under way at a lane is
    /// not overtaken.
    var writingInstant: WallTime { now - StoreLimits.settleLag }

    /// Writes down what the clock has made of a patron's ledger by `instant`; answers what changed.
    @discardableResult
    func writeDown(_ patron: PatronID, at instant: WallTime) throws -> [Settlement.Step] {
        let ledger = try ledger(of: patron)
        let settlement = try settled(ledger, at: instant)
        guard !settlement.steps.isEmpty else { return [] }
        let before = Set(ledger.bookings)
        for booking in settlement.ledger.bookings where !before.contains(booking) { try booking.update(in: database) }
        let known = Set(ledger.violations.map(\.booking))
        for violation in settlement.ledger.violations where !known.contains(violation.booking) {
            guard try violation.insert(into: database) else { continue }
            try database.countHour(violation.at, offset, campus: violation.campus, "violation", violation.kind.rawValue)
        }
        for step in settlement.steps {
            if case .continuedBy(let next) = step.cause { try moveVisit(from: step.booking, to: next) }
        }
        return settlement.steps
    }

    /// One stay over two bookings (R7): the patron inside is there on the second one now.
    private func moveVisit(from booking: BookingID, to next: BookingID) throws {
        try database.run(
            """
            UPDATE visit SET booking = ? WHERE booking = ? AND state IN ('inside', 'closed_at_end') AND NOT EXISTS (
                SELECT 1 FROM visit AS other WHERE other.booking = ? AND other.state IN ('reserved', 'inside'))
            """, ["\(next)", "\(booking)", "\(next)"])
    }

    /// Writes down what is due, oldest first, of at most `limit` patrons. Answers whether more is due.
    func writeDownDue(at instant: WallTime, limit: Int = StoreLimits.settleBatch) throws -> Bool {
        guard clock.vouched != nil else { return false }
        let due = try DueLedgers(view: self, instant: instant).patrons(limit: limit)
        var changed = false
        for patron in due.patrons where try !writeDown(patron, at: instant).isEmpty { changed = true }
        return due.more && changed
    }
}
