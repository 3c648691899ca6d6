import LibraryModel

/// R26: while the clock is not believed nobody can say what lies ahead.
enum UnsetClock: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        inquiry.ground.facts.clock.trust == .trusted ? nil : BookingRefusal(.clockUntrusted)
    }
}
