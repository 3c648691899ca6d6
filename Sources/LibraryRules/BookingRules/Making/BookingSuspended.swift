import LibraryModel

/// R18, R19: a suspension bars the act of booking, or in the other reading days of use that lie in it. Of several that
/// bar, the patron hears of the longest.
enum BookingSuspended: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        let barring = inquiry.ground.suspensions.filter { bars($0, inquiry) }
        guard let longest = barring.max(by: endsEarlier) else { return nil }
        return BookingRefusal(.suspended, opensAt: longest.until, rule: longest.rule)
    }

    private static func bars(_ suspension: Suspension, _ inquiry: Inquiry) -> Bool {
        switch suspension.bars {
        case .act: true
        case .dayOfUse: suspension.until.map { inquiry.start < $0 } ?? true
        }
    }
}
