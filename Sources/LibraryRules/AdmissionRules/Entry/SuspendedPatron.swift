import LibraryModel

/// R18, R19: a suspension bars new bookings; bookings that stand are barred only where the policy says so.
enum SuspendedPatron: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard arrival.policy.suspensionBarsEntry, let until = arrival.records.patron?.suspendedUntil, arrival.latest < until
        else { return nil }
        return Decision(.suspended, opensAt: until)
    }
}
