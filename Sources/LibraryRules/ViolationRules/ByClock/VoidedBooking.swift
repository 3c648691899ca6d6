import LibraryModel

/// R21: a booking that does not fit into the exceptional hours of its day is released, without a violation. The
/// exception carries no instant of its own, so this alone of the clock's changes is dated when it is noticed, or at the
/// deadline of the check-in if that is earlier.
enum VoidedBooking: ClockRule {
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange? {
        guard booking.state == .booked, let hours = facts.hours[booking.campus],
            hours.exceptions[LocalTime(booking.start, at: hours.offset).date] != nil,
            !hours.fit(from: booking.start, to: booking.end)
        else { return nil }
        let deadline = CheckInWindow(start: booking.start, policy: facts.policy.admission).deadline
        return DueChange(
            booking: booking.id, to: .released, at: min(facts.now, deadline), known: .distantPast,
            cause: .released(.closed))
    }
}

extension OpeningHours {
    /// Whether the house is open from `start` to `end` on the day of `start`.
    func fit(from start: WallTime, to end: WallTime) -> Bool {
        opening(onDayOf: start).map { $0.opens <= start && end <= $0.closes } ?? false
    }
}

extension WallTime {
    /// Before all that happens.
    fileprivate static let distantPast = WallTime(milliseconds: .min)
}
