import LibraryModel

/// R7: back-to-back bookings of one campus are one stay. At the boundary the first is completed and the next is in use,
/// without a scan; signing out is due once, at the end of the last.
enum ContinuedStay: ClockRule {
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange? {
        guard booking.state == .inUse, facts.policy.booking.backToBack == .joined,
            let next = facts.ledger.bookings.first(where: { continues($0, booking) })
        else { return nil }
        return DueChange(
            booking: booking.id, to: .completed, at: booking.end, known: booking.end, cause: .continuedBy(next.id))
    }

    private static func continues(_ next: Booking, _ booking: Booking) -> Bool {
        next.campus == booking.campus && next.start == booking.end && (next.state == .booked || next.state == .checkedIn)
    }
}
