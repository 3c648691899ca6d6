import LibraryModel

/// R8: how far ahead (最多可提前三天预约，晚上10:00以后可预约第三天). As shipped today and two days more, and the third
/// from 22:00 on, which over midnight goes on without a gap.
enum BeyondHorizon: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        let policy = inquiry.policy
        if policy.horizon == .rolling {
            let opens = inquiry.start - .hours(24 * policy.horizonDays)
            return inquiry.now < opens ? BookingRefusal(.horizon, opensAt: opens) : nil
        }
        let ahead = daysAhead(policy)
        let day = LocalTime(inquiry.start, at: inquiry.offset).date.daysSinceEpoch
        let allDay = midnight(ofDay: day - ahead.allDay, at: inquiry.offset)
        if inquiry.now >= allDay { return nil }
        guard ahead.evening > ahead.allDay else { return BookingRefusal(.horizon, opensAt: allDay) }
        let eve = CivilDate(daysSinceEpoch: day - ahead.evening)
        let opens = LocalTime(eve, policy.horizonOpens, at: inquiry.offset).instant
        let isOpen = policy.horizonOpensInclusive ? inquiry.now >= opens : inquiry.now > opens
        return isOpen ? nil : BookingRefusal(.horizon, opensAt: opens)
    }

    /// The last day that can be booked at any hour, and from the evening on.
    private static func daysAhead(_ policy: BookingPolicy) -> (allDay: Int, evening: Int) {
        let days = max(0, policy.horizonDays)
        return switch policy.horizon {
        case .thirdFromEvening: (max(0, days - 1), days)
        case .todayCounts: (max(0, days - 2), max(0, days - 1))
        case .always, .rolling: (days, days)
        }
    }
}
