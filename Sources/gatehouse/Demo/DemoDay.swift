import LibraryModel

/// Who comes to a campus on one day, drawn by chance that the day seeds: the same whenever it is asked for.
struct DemoDay {
    /// Parts of the cap that are booked at each full hour from 8 to 21: a morning, a dip at noon, an afternoon that is
    /// nearly full, and an evening.
    private static let curve = [0.22, 0.52, 0.82, 0.86, 0.62, 0.58, 0.84, 0.95, 0.90, 0.70, 0.52, 0.66, 0.58, 0.30]
    private static let lengths = [60, 90, 120, 120, 180, 240]

    let visits: [DemoVisit]

    /// `share` is how much of the curve is booked; never are more than `most` places.
    init(_ date: CivilDate, at campus: Campus, share: Double, most: Int) {
        let midnight = LocalTime(date, .midnight, at: campus.hours.offset).instant
        var chance = SeededChance(seed: UInt64(date.daysSinceEpoch) << 8 | UInt64(campus.id.rawValue))
        let opens = campus.hours.opening(onDayOf: midnight)?.opens ?? midnight
        var visits: [DemoVisit] = []
        var taken = [Int](repeating: 0, count: 48)
        // Half hour by half hour until as many are booked as the curve says.
        for slot in 16..<43 {
            let (hour, half) = (slot / 2 - 8, slot % 2)
            let next = Self.curve[min(hour + 1, Self.curve.count - 1)]
            let part = half == 0 ? Self.curve[hour] : (Self.curve[hour] + next) / 2
            let wanted = min(most, Int(Double(campus.cap) * part * share) + Int.random(in: -4...4, using: &chance))
            while taken[slot] < wanted {
                let length = Self.lengths.randomElement(using: &chance) ?? 60
                var end = min(44, slot + length / 30)
                while end > slot, taken[slot..<end].contains(where: { $0 >= most }) { end -= 1 }
                guard end >= slot + 2 else { break }
                for covered in slot..<end { taken[covered] += 1 }
                visits.append(DemoVisit(
                    number: visits.count, on: date, at: campus.id, from: midnight + .minutes(slot * 30),
                    until: midnight + .minutes(end * 30), opens: opens))
            }
        }
        self.visits = visits
    }
}
