import LibraryModel

extension Arrival {
    /// A refusal that is the house's fault is noted on the booking of a patron who was on time, so that no violation
    /// can follow (R15, R17, B19). In an emergency nothing is changed (B23).
    func noteIfTurnedAway(_ decision: Decision) -> Decision {
        guard decision.code.isHouseFault, !decision.admits, decision.code != .emergencyOpen, decision.effects.isEmpty,
            isOnTime
        else { return decision }
        var noted = decision
        noted.effects = [.noteTurnedAway]
        return noted
    }

    /// A patron whom only the house can keep out. An untrusted clock cannot say who is on time, but the signed time of
    /// issue in the pass can (R26).
    private var isOnTime: Bool {
        guard records.booking?.state == .booked, campus == circumstances.campus, !records.revoked else { return false }
        guard circumstances.clock.trust == .trusted else { return window.contains(pass.id.issuedAt) }
        return window.contains(now) && ExpiredPass.check(self) == nil
    }
}
