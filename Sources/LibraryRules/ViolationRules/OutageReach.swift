public import LibraryModel

/// What an outage that staff declare afterwards means for violations that are already written (R20).
extension HouseFault {
    /// No violation comes later than this after the window or the end that led to it (R9, R14).
    public static let longestReach = Duration.hours(24)

    /// Whether a violation would not be, had the fault been known: its time touches the check-in window, or the time
    /// between the booking's end and the deadline for signing out. `booking` nil is one that is no longer kept.
    public func touches(_ violation: Violation, of booking: Booking?, under policy: AdmissionPolicy) -> Bool {
        guard let booking else { return touches(violation.at, violation.at) }
        switch violation.kind {
        case .noShow:
            let window = CheckInWindow(start: booking.start, policy: policy)
            return touches(window.opens, window.closes)
        case .notSignedOut: return touches(min(booking.end, violation.at), violation.at)
        }
    }
}
