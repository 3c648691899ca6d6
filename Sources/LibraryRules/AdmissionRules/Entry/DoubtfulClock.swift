import LibraryModel

/// R26: an untrusted clock decides only while it agrees with the last known time and with the life of the pass, both
/// within the tolerance.
enum DoubtfulClock: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard case .untrusted(let lastKnown) = arrival.circumstances.clock.trust else { return nil }
        let known = lastKnown ?? arrival.now
        let agreesWithKnown = arrival.earliest <= known && known <= arrival.latest
        let agreesWithPass = arrival.pass.id.issuedAt <= arrival.latest && arrival.earliest <= arrival.pass.expiresAt
        return agreesWithKnown && agreesWithPass ? nil : Decision(.clockUntrusted)
    }
}
