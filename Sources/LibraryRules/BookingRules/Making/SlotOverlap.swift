import LibraryModel

/// R7: a patron's bookings do not overlap, wherever they are; one may begin when another ends.
enum SlotOverlap: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard let other = inquiry.ground.claims.first(where: { $0.start < inquiry.end && inquiry.start < $0.end })
        else { return nil }
        return BookingRefusal(.overlap, campus: other.campus, booking: other.booking)
    }
}
