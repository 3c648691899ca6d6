import LibraryModel
import LibraryStore

/// What a library that has been open for weeks would have counted. It is made up: days like those of the crowd, so that
/// "usually" and the reports have something to say. Counts alone, nobody is in them.
struct DemoHistory {
    /// As far back as "usually" looks.
    static let days = 56
    /// How much of the curve is booked from Monday to Sunday, give or take ``sway``.
    private static let week = [0.90, 0.94, 0.96, 0.93, 0.84, 0.62, 0.52]
    private static let sway = 0.06
    /// One in so many who come is refused first, one in so many violations is waived.
    private static let (refused, waived) = (22, 5)
    private static let refusals: [DecisionCode] = [.tooEarly, .tooEarly, .codeExpired, .codeExpired, .wrongCampus, .noBooking, .tooLate]
    private static let acts = ["admit_one", "admit_one", "let_one_out", "hold", "sign_out", "look_up"]

    private(set) var samples: [OccupancySample] = []
    var counts: [HourlyCount] {
        tally.map { HourlyCount(campus: $0.campus, day: $0.day, hour: $0.hour, kind: $0.kind, code: $0.code, count: $1) }
            .sorted { ($0.day.daysSinceEpoch, $0.hour) < ($1.day.daysSinceEpoch, $1.hour) }
    }

    private struct Counter: Hashable {
        let campus: CampusID
        let day: CivilDate
        let hour: Int
        let kind: CountQuery.Kind
        let code: String
    }

    private var tally: [Counter: Int] = [:]

    /// Of the ``days`` before the library's first one.
    init(campuses: [Campus], before first: CivilDate) {
        for ago in 1...Self.days {
            let date = CivilDate(daysSinceEpoch: first.daysSinceEpoch - ago)
            for (place, campus) in campuses.enumerated() {
                var chance = SeededChance(seed: UInt64(date.daysSinceEpoch) << 16 | UInt64(campus.id.rawValue))
                let share = Self.week[date.weekday - 1] + Double.random(in: -Self.sway...Self.sway, using: &chance)
                let visits = DemoDay(date, at: campus, share: share * (place == 0 ? 1 : DemoCrowd.second), most: campus.cap).visits
                for visit in visits { count(visit, campus, &chance) }
                for code in Self.acts where Bool.random(using: &chance) {
                    let hour = Int.random(in: 9...20, using: &chance)
                    count(LocalTime(date, .midnight, at: campus.hours.offset).instant + .hours(hour), campus, .act, code)
                }
                sample(visits, on: date, campus)
            }
        }
    }

    /// What the counters by the hour have of one visit.
    private mutating func count(_ visit: DemoVisit, _ campus: Campus, _ chance: inout SeededChance) {
        let violation: (at: WallTime, kind: Violation.Kind)?
        if let comes = visit.comes {
            count(comes, campus, .entry)
            count(visit.leaves, campus, .exit)
            if Int.random(in: 1...Self.refused, using: &chance) == 1, let code = Self.refusals.randomElement(using: &chance) {
                count(comes, campus, .refusal, code.rawValue)
            }
            violation = visit.isLate ? (visit.end + .minutes(20), .notSignedOut) : nil
        } else {
            violation = (visit.start + .minutes(20), .noShow)
        }
        guard let violation else { return }
        count(violation.at, campus, .violation, violation.kind.rawValue)
        if Int.random(in: 1...Self.waived, using: &chance) == 1 { count(violation.at, campus, .waived, violation.kind.rawValue) }
    }

    private mutating func count(_ time: WallTime, _ campus: Campus, _ kind: CountQuery.Kind, _ code: String = "") {
        let local = LocalTime(time, at: campus.hours.offset)
        tally[Counter(campus: campus.id, day: local.date, hour: local.time.hour, kind: kind, code: code), default: 0] += 1
    }

    /// The counts of the five-minute grid while it was open.
    private mutating func sample(_ visits: [DemoVisit], on date: CivilDate, _ campus: Campus) {
        let midnight = LocalTime(date, .midnight, at: campus.hours.offset).instant
        guard let opening = campus.hours.opening(onDayOf: midnight) else { return }
        let came = visits.compactMap(\.comes).sorted()
        let left = visits.filter { $0.comes != nil }.map(\.leaves).sorted()
        var (at, inside, gone) = (opening.opens, 0, 0)
        while at < opening.closes {
            while inside < came.count, came[inside] <= at { inside += 1 }
            while gone < left.count, left[gone] <= at { gone += 1 }
            samples.append(OccupancySample(campus: campus.id, at: at, inside: min(campus.cap, inside - gone), reserved: 0))
            at = at + OccupancySample.grid
        }
    }
}
