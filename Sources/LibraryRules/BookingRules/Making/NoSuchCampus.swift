import LibraryModel

/// R3: a booking names one campus, and it must be there.
enum NoSuchCampus: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        inquiry.day == nil ? BookingRefusal(.unknownCampus) : nil
    }
}
