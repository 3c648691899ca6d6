public import LibraryModel

/// Why a booking, settled to `clock`, cannot be cancelled; nil when it can (R16). While the clock is not believed nobody
/// can say what is in time, and nobody gets a violation for that time either (R26).
public func refusalToCancel(
    _ booking: Booking, at clock: ClockReading, hours: OpeningHours, under policy: HousePolicy
) -> BookingRefusal? {
    switch booking.state {
    case .checkedIn, .inUse: return BookingRefusal(.checkedIn, campus: booking.campus, booking: booking.id)
    case .noShow: return BookingRefusal(.tooLateToCancel, booking: booking.id)
    case .completed, .cancelled, .notSignedOut, .released: return BookingRefusal(.ended, booking: booking.id)
    case .booked: break
    }
    guard clock.trust == .trusted else { return BookingRefusal(.clockUntrusted) }
    if isInTime(booking, at: clock.time, under: policy) { return nil }
    return BookingRefusal(.tooLateToCancel, booking: booking.id)
}

private func isInTime(_ booking: Booking, at now: WallTime, under policy: HousePolicy) -> Bool {
    switch policy.booking.cancellation {
    case .inWindow:
        now < booking.end && !CheckInWindow(start: booking.start, policy: policy.admission).isTooLate(now)
    case .before(let lead): now <= booking.start - lead
    case .beforeStart: now < booking.start
    }
}
