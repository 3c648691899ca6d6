import LibraryModel

/// R22: the record itself says that the booking is over, whatever the clock shows. A booking in use without an open
/// visit was ended by the closing reset: re-entry needs another booking (R14).
enum EndedBooking: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        switch arrival.records.booking?.state {
        case .cancelled: Decision(.cancelled)
        case .released: Decision(.released)
        case .noShow: Decision(.tooLate)
        case .completed, .notSignedOut: Decision(.alreadyEnded)
        case .inUse: arrival.records.visit == nil ? Decision(.alreadyEnded) : nil
        case .booked, .checkedIn, nil: nil
        }
    }
}
