public import LibraryModel

/// One start that the day offers, with the ends that go with it.
public struct BookingChoice: Hashable, Sendable {
    /// One end for the start.
    public struct End: Hashable, Sendable {
        public let end: WallTime
        /// Nil when it can be booked.
        public let refusal: BookingRefusal?

        public init(end: WallTime, refusal: BookingRefusal?) { (self.end, self.refusal) = (end, refusal) }
    }

    public let start: WallTime
    /// At least one.
    public let ends: [End]

    public init(start: WallTime, ends: [End]) { (self.start, self.ends) = (start, ends) }

    /// Why nothing that begins then can be booked; nil when something can.
    public var refusal: BookingRefusal? { ends.contains { $0.refusal == nil } ? nil : ends.first?.refusal }
}

/// Every start and end that the day offers at a campus, each with what the rules say to it now; empty on a closed day
/// and at an unknown campus. `besides` are requests of the same submission that were chosen before, taken as granted.
///
/// ``decideBooking(_:_:under:)`` says the same to each of them: here only what the day's requests share is worked out once.
public func bookingChoices(
    at campus: CampusID, on date: CivilDate, besides: [BookingRequest] = [], _ facts: BookingFacts,
    under policy: HousePolicy
) -> [BookingChoice] {
    guard let campusFacts = facts.campus(campus) else { return [] }
    var ground = BookingGround(facts, policy)
    for request in besides { ground.grant(Inquiry(request, on: ground).request) }
    let noon = midnight(ofDay: date.daysSinceEpoch, at: campusFacts.hours.offset) + .hours(12)
    let day = BookingDay(campusFacts, dayOf: noon, ground)
    return SlotOffer(day, policy.booking, now: facts.now).starts.map { start, ends in
        BookingChoice(
            start: start,
            ends: ends.map { end in
                let inquiry = Inquiry(start: start, end: end, at: campus, day: day, ground: ground)
                return BookingChoice.End(end: end, refusal: BookingOrder.refusal(of: inquiry))
            })
    }
}
