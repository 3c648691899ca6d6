import LibraryModel

/// R1: the booking belongs to nobody on the institution's list.
enum UnknownPatron: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.records.booking != nil && arrival.records.patron == nil ? Decision(.unknownPatron) : nil
    }
}
