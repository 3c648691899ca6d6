public import GateHardware
public import LibraryModel
public import LibraryStore

/// How full a campus was: the curve of a day, and what is usual at this hour.
public actor OccupancyHistory {
    /// So many weeks are looked back.
    public static let weeks = 8
    /// Of fewer nobody can say what is usual.
    public static let fewestDays = 3
    /// What counts as the same hour.
    static let span = Duration.minutes(30)

    private let store: any SampleStore
    private let time: any TimeSource
    /// What was found for the half hour that begins then.
    private var found: [CampusID: (begin: WallTime, count: Int?)] = [:]

    public init(store: any SampleStore, time: any TimeSource) { (self.store, self.time) = (store, time) }

    /// The samples of the local day in which `instant` lies, oldest first.
    public func curve(of campus: Campus, onDayOf instant: WallTime) async throws(StoreError) -> [OccupancySample] {
        let midnight = Self.midnight(of: instant, campus)
        return try await store.samples(of: campus.id, from: midnight, until: midnight + .hours(24))
    }

    /// How many seats are usually taken at this half hour of this weekday, by the last ``weeks``; nil when too little is
    /// known, the clock is not trusted or the store does not answer. Looked up once each half hour.
    public func usually(at campus: Campus) async -> Int? {
        let clock = time.wall()
        guard clock.trust == .trusted else { return nil }
        let begin = Self.halfHour(of: clock.time, campus)
        if let known = found[campus.id], known.begin == begin { return known.count }
        do {
            var days: [[Int]] = []
            for week in 1...Self.weeks {
                let from = begin - .hours(24 * 7 * week)
                let samples = try await store.samples(of: campus.id, from: from, until: from + Self.span)
                days.append(samples.map { $0.inside + $0.reserved })
            }
            let count = usualCount(days)
            found[campus.id] = (begin, count)
            return count
        } catch { return nil }
    }

    private static func midnight(of instant: WallTime, _ campus: Campus) -> WallTime {
        LocalTime(LocalTime(instant, at: campus.hours.offset).date, .midnight, at: campus.hours.offset).instant
    }

    private static func halfHour(of instant: WallTime, _ campus: Campus) -> WallTime {
        let midnight = midnight(of: instant, campus)
        return midnight + span * Int((instant - midnight) / span)
    }
}

/// The median over days of each day's median; days without samples, such as holidays, do not count. Nil for fewer than
/// ``OccupancyHistory/fewestDays``: one crowded afternoon is not what is usual.
public func usualCount(_ days: [[Int]]) -> Int? {
    let middles = days.compactMap(median)
    return middles.count < OccupancyHistory.fewestDays ? nil : median(middles)
}

/// The lower of the two in the middle where their number is even; nil for none.
private func median(_ counts: [Int]) -> Int? {
    counts.isEmpty ? nil : counts.sorted()[(counts.count - 1) / 2]
}
