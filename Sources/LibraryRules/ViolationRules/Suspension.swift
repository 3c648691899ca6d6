public import LibraryModel

/// A time in which a patron cannot book, and why (R18, R19).
public struct Suspension: Hashable, Codable, Sendable {
    /// Nil when only a waiver ends it (R19 alternative C).
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
public func suspension(
    for violations: [Violation], at now: WallTime, offset: TimeZoneOffset, under policy: ViolationPolicy
) -> Suspension? {
    nil
}
