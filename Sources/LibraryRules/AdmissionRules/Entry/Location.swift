import LibraryModel

/// R12: check-in happens at the library. A fix near the edge is enough at a gate, where presence is physical. Where a
/// fix is optional, one that says nothing is as good as none.
enum Location: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        switch (arrival.circumstances.location, arrival.policy.location) {
        case (_, .off), (.inside, _), (.near, _): nil
        case (.outside, _): Decision(.outsideGeofence)
        case (_, .whenGiven): nil
        case (.missing, .required): Decision(.noLocation)
        case (.stale, .required): Decision(.locationStale)
        case (.inaccurate, .required): Decision(.locationInaccurate)
        }
    }
}
