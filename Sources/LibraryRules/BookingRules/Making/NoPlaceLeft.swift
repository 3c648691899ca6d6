import LibraryModel

/// R15a: with this booking the places taken stay within the cap, at every instant of it or in every published slot that
/// it touches. Where nothing is published, slots mean instants.
enum NoPlaceLeft: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard let day = inquiry.day, taken(inquiry, day) >= day.campus.cap else { return nil }
        return BookingRefusal(.full, limit: day.campus.cap)
    }

    private static func taken(_ inquiry: Inquiry, _ day: BookingDay) -> Int {
        switch inquiry.policy.cap {
        case .off: return .min
        case .slot where !inquiry.isFreeChoice:
            return inquiry.policy.slots.reduce(0) { most, slot in
                let (opens, closes) = (day.instant(slot.opens), day.instant(slot.closes))
                guard opens < inquiry.end, inquiry.start < closes else { return most }
                return max(most, day.load.touching(from: opens, to: closes))
            }
        case .instant, .slot: return day.load.most(from: inquiry.start, to: inquiry.end)
        }
    }
}
