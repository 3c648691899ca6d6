import LibraryModel

/// R2, R27: what a pass is worth whose booking this gate has not heard of.
enum UnknownBooking: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard arrival.records.booking == nil else { return nil }
        switch arrival.policy.unknownBooking {
        case .decideFromPass: return nil
        case .refuse: return Decision(.noBooking)
        case .refuseNotSynced: return Decision(.notSynced)
        }
    }
}
