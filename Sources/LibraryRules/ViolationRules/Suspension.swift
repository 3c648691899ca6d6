public import LibraryModel

/// A time in which a patron cannot book, and why (R18, R19).
public struct Suspension: Hashable, Codable, Sendable {
    /// The first instant that is free again. Nil when only a waiver ends it (R19 alternative C).
    public let until: WallTime?
    /// `R18` or `R19`.
    public let rule: String
    /// The bookings whose violations led to it, oldest first.
    public let because: [BookingID]
    public let bars: ViolationPolicy.Bars

    public init(until: WallTime?, rule: String, because: [BookingID], bars: ViolationPolicy.Bars) {
        (self.until, self.rule, self.because, self.bars) = (until, rule, because, bars)
    }
}

/// The suspension that the violations, as far as they count, have led to at `now`; the longest where there are several.
/// It is computed anew each time, so that a waiver takes effect at once (R20).
///
/// - Parameter violations: at least those of ``ViolationPolicy/reach``, in any order.
public func suspension(
    for violations: [Violation], at now: WallTime, offset: TimeZoneOffset, under policy: ViolationPolicy
) -> Suspension? {
    suspensions(for: violations, at: now, offset: offset, under: policy).max(by: endsEarlier)
}

/// All that stand at `now`, since each may bar something else; the week's first.
func suspensions(
    for violations: [Violation], at now: WallTime, offset: TimeZoneOffset, under policy: ViolationPolicy
) -> [Suspension] {
    let counting = violations.filter { $0.counts && $0.at <= now }
        .sorted { ($0.at, $0.booking.rawValue) < ($1.at, $1.booking.rawValue) }
    guard !counting.isEmpty else { return [] }
    return [
        WeekSuspension.standing(for: counting, at: now, offset: offset, under: policy),
        NextDaySuspension.standing(for: counting, at: now, offset: offset, under: policy),
    ].compactMap { $0 }
}

/// For ``Swift/Sequence/max(by:)``; no end is the latest of all.
func endsEarlier(_ one: Suspension, _ other: Suspension) -> Bool {
    guard let end = one.until else { return false }
    return other.until.map { end < $0 } ?? true
}
