import LibraryModel

/// R1: the account was closed after the booking was made.
enum InactiveAccount: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.records.patron?.standing == .inactive ? Decision(.accountInactive) : nil
    }
}
