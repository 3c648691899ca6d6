import LibraryModel

/// R18: after a violation the patron books again from the next day on (隔天). Every violation does so, the second of a
/// week too (B16).
enum NextDaySuspension {
    /// - Parameter counting: violations that count, oldest first, none later than `now`.
    static func standing(
        for counting: [Violation], at now: WallTime, offset: TimeZoneOffset, under policy: ViolationPolicy
    ) -> Suspension? {
        let ends = counting.compactMap { end(after: $0.at, offset: offset, reading: policy.first) }
        guard let until = ends.max(), now < until else { return nil }
        let because = counting.filter { end(after: $0.at, offset: offset, reading: policy.first) == until }
        return Suspension(until: until, rule: "R18", because: because.map(\.booking), bars: policy.firstBars)
    }

    private static func end(
        after instant: WallTime, offset: TimeZoneOffset, reading: ViolationPolicy.FirstSuspension
    ) -> WallTime? {
        let day = LocalTime(instant, at: offset).date.daysSinceEpoch
        return switch reading {
        case .nextDay: midnight(ofDay: day + 1, at: offset)
        case .dayAfterNext: midnight(ofDay: day + 2, at: offset)
        case .hours(let count): instant + .hours(count)
        case .off: nil
        }
    }
}

/// The first instant of a day, counted from 1970-01-01.
func midnight(ofDay day: Int, at offset: TimeZoneOffset) -> WallTime {
    LocalTime(CivilDate(daysSinceEpoch: day), .midnight, at: offset).instant
}
