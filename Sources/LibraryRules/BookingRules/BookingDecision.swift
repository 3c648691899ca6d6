import LibraryModel

/// The answer to a submission of one or two bookings, taken together or not at all. They are judged in their order, each
/// as if those before it stood already. A submission of none has nothing against it.
public func decideBooking(
    _ requests: [BookingRequest], _ facts: BookingFacts, under policy: HousePolicy
) -> BookingDecision {
    var ground = BookingGround(facts, policy)
    for (position, request) in requests.enumerated() {
        let inquiry = Inquiry(request, on: ground)
        if let refusal = BookingOrder.refusal(of: inquiry) { return .refused(refusal, request: position) }
        ground.grant(inquiry.request)
    }
    return .accepted
}

/// The order in which the rules of booking are asked. The patron hears the first answer only, so a rule stands before
/// another when mending the other's matter would not help: first what keeps the patron from booking anything, then what
/// is wrong with the time asked for, then what else the patron has booked, and the places last.
enum BookingOrder {
    static let rules: [any BookingRule.Type] = [
        NoAccount.self,  // unknown_patron, account_inactive
        UnsetClock.self,  // clock_untrusted
        NoSuchCampus.self,  // unknown_campus
        BookingSuspended.self,  // suspended
        ManyToday.self,  // bookings_a_day
        StayUnfinished.self,  // sign_out_first
        QuotaUsed.self,  // quota
        SlotOfManyDays.self,  // several_days
        SlotNotPublished.self,  // not_a_slot
        SlotLength.self,  // too_short, too_long
        SlotOffGrid.self,  // off_grid
        SlotOutsideHours.self,  // closed_day, outside_hours
        SlotStarted.self,  // started
        BeyondHorizon.self,  // horizon
        BookingElsewhere.self,  // other_campus
        SlotOverlap.self,  // overlap
        LongStay.self,  // stay_too_long
        NoPlaceLeft.self,  // full
    ]

    static func refusal(of inquiry: Inquiry) -> BookingRefusal? {
        for rule in rules {
            if let refusal = rule.check(inquiry) { return refusal }
        }
        return nil
    }
}
