import LibraryModel

/// Alarms: what is up and for how long.
extension LaneMachine {
    func isUp(_ alarm: LaneAlarm) -> Bool { faults.contains { $0.alarm == alarm } }

    /// Raises an alarm that lasts until something clears it; says nothing when it is up already.
    mutating func raise(_ alarm: LaneAlarm) {
        guard !isUp(alarm) else { return }
        faults.append(LaneFault(alarm: alarm))
        out.append(.alarm(alarm, raised: true))
    }

    /// Raises an alarm that tells of one event, and tells of the next one too.
    mutating func raise(_ alarm: LaneAlarm, endingAfter now: Instant) {
        faults.removeAll { $0.alarm == alarm }
        faults.append(LaneFault(alarm: alarm, ends: now + LaneSettings.momentaryAlarm))
        out.append(.alarm(alarm, raised: true))
    }

    mutating func clear(_ alarm: LaneAlarm) {
        guard isUp(alarm) else { return }
        faults.removeAll { $0.alarm == alarm }
        out.append(.alarm(alarm, raised: false))
    }

    /// Keeps the time of a turnstile that is idle and not ready; many drop ready while the arm turns.
    mutating func watchReady(at now: Instant) {
        let isIdle = entry.isIdle && exit.isIdle
        unreadySince = isReady || !isIdle ? nil : unreadySince ?? now
    }
}
