import LibraryModel

/// The answer to a presentation at an entry: the first rule that has something to say, or admission.
func decideEntry(_ facts: AdmissionFacts, under policy: AdmissionPolicy) -> Decision {
    let refusal = EntryOrder.gateRules.firstAnswer { $0.check(facts.circumstances, policy) }
    switch facts.circumstances.pass {
    case .rejected(let rejection):
        return refusal ?? Decision(rejection.decisionCode)
    case .verified(let pass):
        let arrival = Arrival(of: pass, facts, policy)
        let decision = refusal ?? EntryOrder.passRules.firstAnswer { $0.check(arrival) } ?? admit(arrival)
        return arrival.noteIfTurnedAway(decision)
    }
}

/// The order in which the rules of entry are asked. The patron hears the first answer only, so a rule stands before
/// another when mending the other's matter would not help: nobody is sent to another campus for a booking that is
/// over, or told to refresh a pass that is too early.
enum EntryOrder {
    /// What keeps everybody out, whatever is shown. A code that was rejected ends here with its own reason.
    static let gateRules: [any GateRule.Type] = [
        Emergency.self,  // emergency_open
        EntryOnHold.self,  // lockdown
        UnfitLane.self,  // gate_fault
        BadCodeRate.self,  // rate_limited
    ]

    /// What keeps this pass out.
    static let passRules: [any PassRule.Type] = [
        RevokedPass.self,  // revoked
        AlreadyInside.self,  // already_in
        EndedBooking.self,  // cancelled, released, too_late, already_ended
        DoubtfulClock.self,  // clock_untrusted
        MissedSlot.self,  // too_late, released, already_ended
        OtherCampus.self,  // wrong_campus
        UnknownBooking.self,  // no_booking, not_synced
        UnknownPatron.self,  // unknown_patron
        InactiveAccount.self,  // account_inactive
        SuspendedPatron.self,  // suspended
        OtherVisit.self,  // already_in, sign_out_first, not_passed
        ReplayedPass.self,  // replayed
        HeldSeat.self,  // reentry, not_passed
        EarlyArrival.self,  // too_early
        ExpiredPass.self,  // code_expired
        ClosedHouse.self,  // closed
        Location.self,  // no_location, location_stale, location_inaccurate, outside_geofence
        LaterOpening.self,  // closed, with the check-in
        FullHouse.self,  // full
    ]
}

/// Nothing speaks against it: the lane opens and a seat is held for the passage (R13).
private func admit(_ arrival: Arrival) -> Decision {
    guard arrival.records.booking != nil else { return Decision(.degraded, effects: [.reserveSeat]) }
    if arrival.isAwaited { return Decision(.entry, effects: [.checkIn, .reserveSeat]) }
    return Decision(arrival.hadItsLaneOpened ? .reentry : .entry, effects: [.reserveSeat])
}

extension Sequence {
    /// The first answer that is one.
    fileprivate func firstAnswer(_ ask: (Element) -> Decision?) -> Decision? {
        for element in self {
            if let answer = ask(element) { return answer }
        }
        return nil
    }
}
