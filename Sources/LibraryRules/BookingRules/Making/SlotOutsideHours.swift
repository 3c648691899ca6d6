import LibraryModel

/// R4, R21: the house is open from the start to the end, by its week or by the exception of that day.
enum SlotOutsideHours: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard let opening = inquiry.day?.opening else { return BookingRefusal(.closedDay) }
        guard opening.opens <= inquiry.start, inquiry.end <= opening.closes else {
            return BookingRefusal(.outsideHours, opensAt: opening.opens)
        }
        return nil
    }
}
