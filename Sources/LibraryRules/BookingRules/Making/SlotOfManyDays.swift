import LibraryModel

/// R4: a booking lies on one day; midnight as its end belongs to the day before.
enum SlotOfManyDays: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard inquiry.start < inquiry.end, let day = inquiry.day,
            LocalTime(inquiry.end - .milliseconds(1), at: inquiry.offset).date != day.date
        else { return nil }
        return BookingRefusal(.severalDays)
    }
}
