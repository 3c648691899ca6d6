internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// What happened in time counts, however late it is written; and what the house was at fault for counts for nobody. So
/// what the clock alone made of a booking can be taken back, to be settled anew by the facts.
extension Database {
    /// A pass was decoded or a cancellation asked for at `instant`, before the window closed.
    func takeBack(
        _ booking: Booking, ifOpenAt instant: WallTime, under policy: AdmissionPolicy, _ offset: TimeZoneOffset
    ) throws {
        guard Self.isByClock(booking), booking.end > instant,
            !CheckInWindow(start: booking.start, policy: policy).isTooLate(instant)
        else { return }
        try reopen(booking.id, offset)
    }

    private static func isByClock(_ booking: Booking) -> Bool {
        booking.state == .noShow || (booking.state == .released && booking.releasedWhy != .closed)
    }

    /// A fault became known after its violations: none of them stands unless the rules find it again. The fault reaches
    /// back from a violation by the whole window or stay at most.
    func takeBackViolations(in fault: HouseFault, _ offset: TimeZoneOffset) throws {
        let until = fault.until.map { $0 + .hours(24) } ?? WallTime(milliseconds: .max)
        try reopen(
            """
            id IN (SELECT booking FROM violation WHERE campus = ? AND at >= ? AND at <= ? AND waived_at IS NULL)
            """, [Int(fault.campus.rawValue), fault.from.milliseconds, until.milliseconds], offset)
    }

    /// The clock went back: nothing has ended yet that ends later than `now`.
    func takeBackAll(after now: WallTime, _ offset: TimeZoneOffset) throws {
        try reopen("ended_at > ?", [now.milliseconds], offset)
    }

    /// Only what the clock alone did; what a patron, a gate or staff did stands.
    private func reopen(_ condition: String, _ arguments: StatementArguments, _ offset: TimeZoneOffset) throws {
        let bookings = try rows(
            """
            SELECT id FROM booking WHERE \(condition) AND (
                state IN ('no_show', 'not_signed_out') OR (state = 'released' AND released_why <> 'closed')
                OR (state = 'completed' AND ended_at = ends_at AND checked_in_at IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM visit WHERE visit.booking = booking.id AND visit.entered_at IS NOT NULL)))
            """, arguments
        ).map { try $0.bookingID("id") }
        for booking in bookings { try reopen(booking, offset) }
    }

    /// As it was before the clock ended it; there is no violation.
    func reopen(_ booking: BookingID, _ offset: TimeZoneOffset) throws {
        try run("DELETE FROM appeal WHERE booking = ?", ["\(booking)"])
        try forgetViolation(of: booking, offset)
        try run(
            """
            UPDATE booking SET ended_at = NULL, released_why = NULL, state = CASE state
                WHEN 'not_signed_out' THEN 'in_use' WHEN 'completed' THEN 'checked_in' ELSE 'booked' END
            WHERE id = ?
            """, ["\(booking)"])
    }
}
