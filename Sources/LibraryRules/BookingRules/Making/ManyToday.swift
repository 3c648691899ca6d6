import LibraryModel

/// R5: so many bookings a day, whatever becomes of them; far more than anybody needs, so that no one patron's booking and
/// cancelling fills the record.
enum ManyToday: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        let limit = inquiry.policy.bookingsADay
        let made = inquiry.ground.facts.madeToday + inquiry.ground.granted.count
        return made >= limit ? BookingRefusal(.bookingsADay, limit: limit) : nil
    }
}
