import LibraryModel

/// R4 alternative A: where the library publishes slots, they alone can be booked, as they are. A walk-in (R2 alternative
/// B) takes what is left of the running one.
enum SlotNotPublished: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard !inquiry.isFreeChoice, let day = inquiry.day else { return nil }
        let isPublished = inquiry.policy.slots.contains { slot in
            guard inquiry.end == day.instant(slot.closes) else { return false }
            let opens = day.instant(slot.opens)
            return inquiry.start == opens || (inquiry.isWalkIn && opens < inquiry.start && inquiry.start < inquiry.end)
        }
        return isPublished ? nil : BookingRefusal(.notASlot)
    }
}
