import LibraryModel

/// R19: two violations of one week bar the rest of it (违约两次本周不能再预约). Those of all campuses add up.
enum WeekSuspension {
    static let week = Duration.hours(7 * 24)

    /// - Parameter counting: violations that count, oldest first, none later than `now`.
    static func standing(
        for counting: [Violation], at now: WallTime, offset: TimeZoneOffset, under policy: ViolationPolicy
    ) -> Suspension? {
        let limit = max(1, policy.weekLimit)
        switch policy.week {
        case .calendar:
            let monday = monday(of: now, offset: offset)
            let ofWeek = counting.filter { $0.at >= midnight(ofDay: monday, at: offset) }
            guard ofWeek.count >= limit else { return nil }
            return bar(until: midnight(ofDay: monday + 7, at: offset), because: ofWeek.prefix(limit), policy)
        case .rolling:
            guard let last = lastOfRun(in: counting, of: limit), now < counting[last].at + week else { return nil }
            return bar(until: counting[last].at + week, because: counting[(last - limit + 1)...last], policy)
        case .cumulative:
            guard counting.count >= limit else { return nil }
            return bar(until: nil, because: counting.prefix(limit), policy)
        }
    }

    /// The latest violation with which so many lie in less than seven days.
    private static func lastOfRun(in counting: [Violation], of limit: Int) -> Int? {
        counting.indices.last { last in
            last + 1 >= limit && counting[last].at < counting[last - limit + 1].at + week
        }
    }

    /// The Monday of the week in which `instant` lies, in days since 1970-01-01 (ISO 8601).
    private static func monday(of instant: WallTime, offset: TimeZoneOffset) -> Int {
        let date = LocalTime(instant, at: offset).date
        return date.daysSinceEpoch - (date.weekday - 1)
    }

    private static func bar(
        until: WallTime?, because violations: ArraySlice<Violation>, _ policy: ViolationPolicy
    ) -> Suspension {
        Suspension(until: until, rule: "R19", because: violations.map(\.booking), bars: policy.weekBars)
    }
}
