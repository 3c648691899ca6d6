import LibraryModel

/// R14, R17: not signed out by the deadline is 未签退, unless the house was at fault while the patron would have left.
enum MissedSignOut: ClockRule {
    static func change(of booking: Booking, in facts: ClockFacts) -> DueChange? {
        guard booking.state == .inUse, let hours = facts.hours[booking.campus] else { return nil }
        guard let deadline = facts.policy.violations.signOut.last(forEnd: booking.end, hours: hours) else {
            return DueChange(
                booking: booking.id, to: .completed, at: booking.end, known: booking.end, cause: .endedByItself)
        }
        let leaving = booking.end - SignOutDeadline.leaving
        let isExcused = facts.houseWasAtFault(at: booking.campus, from: leaving, to: deadline)
        return DueChange(
            booking: booking.id, to: isExcused ? .completed : .notSignedOut, at: deadline,
            known: deadline + .milliseconds(1), cause: isExcused ? .endedByItself : .signOutMissed,
            violation: isExcused ? nil : .notSignedOut)
    }
}
