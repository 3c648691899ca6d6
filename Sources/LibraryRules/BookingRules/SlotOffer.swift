import LibraryModel

/// The spans of a day that have the form of a booking (R4), whether anything else speaks against them or not.
struct SlotOffer {
    /// Earliest first, each with its ends, earliest first. A start that has no end is not there.
    let starts: [(start: WallTime, ends: [WallTime])]

    init(_ day: BookingDay, _ policy: BookingPolicy, now: WallTime) {
        guard let opening = day.opening else {
            starts = []
            return
        }
        let isToday = opening.contains(now)
        let walkIn = policy.creation == .walkIn && isToday ? now.wholeMinute : nil
        let offered =
            policy.slots.isEmpty
            ? Self.onGrid(of: day, within: opening, policy, walkIn) : Self.published(of: day, within: opening, policy, walkIn)
        starts = offered.filter { !$0.ends.isEmpty && opening.opens <= $0.start }
    }

    private static func onGrid(
        of day: BookingDay, within opening: Opening, _ policy: BookingPolicy, _ walkIn: WallTime?
    ) -> [(start: WallTime, ends: [WallTime])] {
        let grid = max(60_000, policy.grid.inMilliseconds)
        let midnight = day.instant(.midnight).milliseconds
        let points = stride(from: midnight, through: opening.closes.milliseconds, by: Int(grid))
            .map(WallTime.init(milliseconds:)).filter { $0 >= opening.opens }
        let starts = Set(points + [walkIn].compactMap { $0 }).sorted()
        return starts.map { start in
            (start, points.filter { start + policy.shortest <= $0 && $0 <= start + policy.longest && start < $0 })
        }
    }

    private static func published(
        of day: BookingDay, within opening: Opening, _ policy: BookingPolicy, _ walkIn: WallTime?
    ) -> [(start: WallTime, ends: [WallTime])] {
        let slots = policy.slots.map { (start: day.instant($0.opens), end: day.instant($0.closes)) }
            .filter { $0.end <= opening.closes }
        let starts = Set(slots.map(\.start) + [walkIn].compactMap { $0 }).sorted()
        return starts.map { start in
            let ends = slots.filter { $0.start == start || (start == walkIn && $0.start < start && start < $0.end) }
            return (start, Set(ends.map(\.end)).sorted())
        }
    }
}
