public import LibraryModel

/// Why a booking, settled to `clock`, cannot be cancelled; nil when it can (R16). While the clock is not believed nobody
/// can say what is in time, and nobody gets a violation for that time either (R26). `cancelledToday` is how many the patron
/// has cancelled on this local day; none where staff cancel.
public func refusalToCancel(
    _ booking: Booking, at clock: ClockReading, hours: OpeningHours, cancelledToday: Int = 0, under policy: HousePolicy
) -> BookingRefusal? {
    switch booking.state {
    case .checkedIn, .inUse: return BookingRefusal(.checkedIn, campus: booking.campus, booking: booking.id)
    case .noShow: return BookingRefusal(.tooLateToCancel, booking: booking.id)
    case .completed, .cancelled, .notSignedOut, .released: return BookingRefusal(.ended, booking: booking.id)
    case .booked: break
    }
    guard clock.trust == .trusted else { return BookingRefusal(.clockUntrusted) }
    guard isInTime(booking, at: clock.time, under: policy) else {
        return BookingRefusal(.tooLateToCancel, booking: booking.id)
    }
    let limit = policy.booking.cancellationsADay
    return cancelledToday >= limit ? BookingRefusal(.cancellationsADay, booking: booking.id, limit: limit) : nil
}

private func isInTime(_ booking: Booking, at now: WallTime, under policy: HousePolicy) -> Bool {
    switch policy.booking.cancellation {
    case .inWindow:
        now < booking.end && !CheckInWindow(start: booking.start, policy: policy.admission).isTooLate(now)
    case .before(let lead): now <= booking.start - lead
    case .beforeStart: now < booking.start
    }
}
