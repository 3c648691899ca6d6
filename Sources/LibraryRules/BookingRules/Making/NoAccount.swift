import LibraryModel

/// R1: only active accounts of the institution book.
enum NoAccount: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        switch inquiry.ground.facts.standing {
        case .active: nil
        case .inactive: BookingRefusal(.accountInactive)
        case nil: BookingRefusal(.unknownPatron)
        }
    }
}
