import LibraryModel

/// R5: two bookings (只能选择两个时间段): open ones, those of one day, or those of one submission.
enum QuotaUsed: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        let granted = inquiry.ground.granted.count
        if granted >= BookingPolicy.mostAtOnce { return BookingRefusal(.quota, limit: BookingPolicy.mostAtOnce) }
        let used =
            switch inquiry.policy.quota {
            case .open: inquiry.ground.claims.count + deducted(inquiry)
            case .day: ofSameDay(inquiry)
            case .submission: granted
            }
        return used >= inquiry.policy.quotaLimit ? BookingRefusal(.quota, limit: inquiry.policy.quotaLimit) : nil
    }

    /// R5b: ended ones too; those that were cancelled, or that the house took back, are as if never made.
    private static func ofSameDay(_ inquiry: Inquiry) -> Int {
        let day = day(of: inquiry.start, inquiry)
        let made = inquiry.ground.facts.bookings.filter { $0.state != .cancelled && $0.state != .released }
        return (made.map(\.start) + inquiry.ground.granted.map(\.start)).count { self.day(of: $0, inquiry) == day }
    }

    /// R18, East's 扣除预约1次: a place lost by a violation that counts is missing until the end of its day.
    private static func deducted(_ inquiry: Inquiry) -> Int {
        guard inquiry.ground.policy.violations.deductsPlace else { return 0 }
        let today = day(of: inquiry.now, inquiry)
        let lost = inquiry.ground.facts.violations.filter(\.counts).map(\.booking)
        return inquiry.ground.facts.bookings.count {
            !$0.isOpen && lost.contains($0.id) && day(of: $0.start, inquiry) == today
        }
    }

    private static func day(of instant: WallTime, _ inquiry: Inquiry) -> CivilDate {
        LocalTime(instant, at: inquiry.offset).date
    }
}
