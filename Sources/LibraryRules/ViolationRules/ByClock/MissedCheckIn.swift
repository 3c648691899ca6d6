import LibraryModel

/// R11, R17: the check-in window closed without a check-in, which is 未签到, unless the house turned the patron away in
/// time (B19) or was at fault within the window. A window that reaches beyond the slot ends with it.
enum MissedCheckIn: ClockRule {
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange? {
        guard booking.state == .booked else { return nil }
        let window = CheckInWindow(start: booking.start, policy: facts.policy.admission)
        let endsFirst = booking.end < window.lost
        let deadline = endsFirst ? booking.end : window.deadline
        let known = endsFirst ? booking.end : window.lost
        if let reason = excuse(of: booking, in: facts, window: window, deadline: deadline) {
            return DueChange(
                booking: booking.id, to: .released, at: deadline, known: known, cause: .released(reason))
        }
        return DueChange(
            booking: booking.id, to: .noShow, at: deadline, known: known, cause: .windowClosed, violation: .noShow)
    }

    private static func excuse(
        of booking: Booking, in facts: ClockFacts, window: CheckInWindow, deadline: WallTime
    ) -> Booking.ReleaseReason? {
        if booking.turnedAwayAt != nil { return .turnedAway }
        var opens = window.opens
        if facts.policy.admission.earlyHouse == .clip,
            let house = facts.hours[booking.campus]?.opening(onDayOf: booking.start)?.opens, window.contains(house)
        {
            opens = house
        }
        return facts.houseWasAtFault(at: booking.campus, from: opens, to: deadline) ? .houseFault : nil
    }
}
