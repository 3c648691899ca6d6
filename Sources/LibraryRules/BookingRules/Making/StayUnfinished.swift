import LibraryModel

/// R6: who is in the library books again after signing out (签退后). Somebody who checked in and never went through
/// cannot sign out, and is not held by this.
enum StayUnfinished: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard inquiry.policy.secondCampus != .always,
            let stay = inquiry.ground.facts.bookings.first(where: { $0.state == .inUse })
        else { return nil }
        return BookingRefusal(.signOutFirst, campus: stay.campus, booking: stay.id)
    }
}
