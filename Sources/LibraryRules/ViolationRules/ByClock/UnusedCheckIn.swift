import LibraryModel

/// R22: checked in, and the slot ended before anybody went through: completed, without a violation.
enum UnusedCheckIn: ClockRule {
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange? {
        guard booking.state == .checkedIn else { return nil }
        return DueChange(booking: booking.id, to: .completed, at: booking.end, known: booking.end, cause: .slotEnded)
    }
}
