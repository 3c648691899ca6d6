/// The answer to a submission of one or two bookings, taken together or not at all.
public func decideBooking(
    _ requests: [BookingRequest], _ facts: BookingFacts, under policy: HousePolicy
) -> BookingDecision {
    .accepted
}
