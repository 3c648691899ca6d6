import LibraryModel
import LibraryRules

/// How full each half hour of an opening is: the most bookings that stand at any one instant of it, which is what the cap
/// bounds (R15).
struct HalfHours {
    private static let length = Duration.minutes(30)

    let each: [(start: WallTime, booked: Int)]

    init(of opening: Opening, taken: [BookedSpan]) {
        // Who leaves at an instant goes before who comes (half-open spans).
        let changes = taken.flatMap { [($0.start, $0.count), ($0.end, -$0.count)] }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        var (each, next, booked) = ([(start: WallTime, booked: Int)](), 0, 0)
        var start = opening.opens
        while start < opening.closes {
            let end = min(start + Self.length, opening.closes)
            while next < changes.count, changes[next].0 <= start {
                booked += changes[next].1
                next += 1
            }
            var most = booked
            while next < changes.count, changes[next].0 < end {
                booked += changes[next].1
                most = max(most, booked)
                next += 1
            }
            each.append((start, most))
            start = end
        }
        self.each = each
    }
}
