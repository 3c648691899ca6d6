import LibraryModel

/// R9, B10: on time before the house opens. The check-in counts, the lane stays shut until the opening.
enum LaterOpening: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard let opens = arrival.circumstances.opening?.opens, arrival.now < opens else { return nil }
        return Decision(.closed, effects: [.checkIn], opensAt: opens)
    }
}
