import GateControl
import LibraryModel
import LibraryRules

/// Which of a patron's bookings is meant at a lane where none was named.
struct BookingAtLane {
    let lane: LanePlace
    let now: WallTime
    let policy: AdmissionPolicy

    func best(of bookings: [Booking]) -> Booking? {
        lane.direction == .entry ? toEnter(bookings) : toLeave(bookings)
    }

    /// The open one nearest its check-in window, those of this campus first: of another campus's the lane says so (R3).
    private func toEnter(_ bookings: [Booking]) -> Booking? {
        bookings.filter(\.isOpen).min { rank($0) < rank($1) }
    }

    private func rank(_ booking: Booking) -> (elsewhere: Int, distance: Duration, start: WallTime) {
        (booking.campus == lane.campus ? 0 : 1, distance(booking), booking.start)
    }

    /// The one in use; else one that was checked in, even if it has ended since: whoever is inside may always leave.
    private func toLeave(_ bookings: [Booking]) -> Booking? {
        let here = bookings.filter { $0.campus == lane.campus }.sorted { $0.start > $1.start }
        return here.first { $0.state == .inUse } ?? here.first { $0.state == .checkedIn }
            ?? here.first { $0.mayStillLeave(at: now) }
    }

    /// How far the window is; who has checked in may come back until the end (R13).
    private func distance(_ booking: Booking) -> Duration {
        guard booking.state == .booked else { return .zero }
        let window = CheckInWindow(start: booking.start, policy: policy)
        if window.isTooEarly(now) { return window.opens - now }
        return window.isTooLate(now) ? now - window.closes : .zero
    }
}
