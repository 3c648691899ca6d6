import LibraryModel

/// R6: bookings that stand together are at one campus; to change campus, sign out or cancel first.
enum BookingElsewhere: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard inquiry.policy.secondCampus == .afterSignOut,
            let other = inquiry.ground.claims.first(where: { $0.campus != inquiry.request.campus })
        else { return nil }
        return BookingRefusal(.otherCampus, campus: other.campus, booking: other.booking)
    }
}
