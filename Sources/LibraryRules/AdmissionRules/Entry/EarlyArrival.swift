import LibraryModel

/// R9: before the window; the prompt says when it opens. Where the policy clips it, the window opens with the house
/// (B10, alternative).
enum EarlyArrival: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        guard arrival.isAwaited else { return nil }
        let opens = opening(arrival)
        let isEarly = arrival.window.isTooEarly(arrival.latest) || arrival.latest < opens
        return isEarly ? Decision(.tooEarly, opensAt: opens) : nil
    }

    private static func opening(_ arrival: Arrival) -> WallTime {
        guard arrival.policy.earlyHouse == .clip, let house = arrival.circumstances.opening?.opens,
            arrival.window.contains(house)
        else { return arrival.window.opens }
        return house
    }
}
