import LibraryModel

/// R18 alternative D, R19 alternative: a violation cancels the other bookings that stand, of its day or of the time of
/// the bar. Only what nobody has checked in for can be cancelled (R22).
enum SuspendedBookings {
    static func cancelled(by violation: Violation, in facts: ClockFacts) -> [DueChange] {
        let policy = facts.policy.violations
        let offset = facts.offset(of: violation.campus)
        let day = LocalTime(violation.at, at: offset).date
        let standing = suspensions(for: facts.ledger.violations, at: violation.at, offset: offset, under: policy)
        let week = standing.first { $0.rule == "R19" }
        let isCancelled = { (booking: Booking) -> Bool in
            if policy.afterFirst == .cancel, policy.first != .off, LocalTime(booking.start, at: offset).date == day {
                return true
            }
            guard policy.afterWeek == .cancel, let week else { return false }
            return week.until.map { booking.start < $0 } ?? true
        }
        return facts.ledger.bookings.filter { $0.state == .booked && isCancelled($0) }
            .sorted { ($0.start, $0.id.rawValue) < ($1.start, $1.id.rawValue) }
            .map { booking in
                DueChange(booking: booking.id, to: .cancelled, at: violation.at, known: violation.at, cause: .suspended)
            }
    }
}
