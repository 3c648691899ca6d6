import LibraryModel

/// R23: staff withdrew the pass, such as after a phone was lost.
enum RevokedPass: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.records.revoked ? Decision(.revoked) : nil
    }
}
