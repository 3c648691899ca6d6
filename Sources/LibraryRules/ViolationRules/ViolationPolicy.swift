import LibraryModel

/// The readings of the rules about missed check-ins and sign-outs. Every field is a setting.
public struct ViolationPolicy: Hashable, Codable, Sendable {
    /// How long the first violation bars (R18).
    public enum FirstSuspension: Hashable, Codable, Sendable {
        /// Until 00:00 of the next day (次日).
        case nextDay
        /// Alternative A: until 00:00 of the day after it.
        case dayAfterNext
        /// Alternatives B and C: so many hours from its instant.
        case hours(Int)
        case off
    }

    /// What is counted for the second step (R19).
    public enum Week: String, Codable, Sendable, CaseIterable {
        /// Monday to Sunday; the bar ends on Monday 00:00.
        case calendar
        /// Alternative A: any seven days; the bar ends seven days after the violation that completed the count.
        case rolling
        /// Alternative C: all of them; the bar ends when staff waive.
        case cumulative
    }

    /// What a suspension bars (R18 alternative E, R19 alternative B).
    public enum Bars: String, Codable, Sendable, CaseIterable {
        /// The act of booking.
        case act
        /// Bookings whose day of use lies in the suspension.
        case dayOfUse = "day_of_use"
    }

    /// What becomes of bookings that stand (R18 alternative D, R19 alternative).
    public enum Standing: String, Codable, Sendable, CaseIterable {
        case keep
        /// The patron's other open bookings of that day, or for the week bar of that week, are cancelled.
        case cancel
    }

    public var first: FirstSuspension = .nextDay
    public var week: Week = .calendar
    /// Violations in a week that bar the rest of it (R19).
    public var weekLimit = 2
    public var firstBars: Bars = .act
    public var weekBars: Bars = .act
    public var afterFirst: Standing = .keep
    public var afterWeek: Standing = .keep
    /// East's 扣除预约1次 taken literally: the lost place still counts under R5 until the end of its day (R18).
    public var deductsPlace = false
    public var signOut: SignOutDeadline = .standard

    public init() {}
}

extension ViolationPolicy {
    /// How far back a violation can still matter; nil for any.
    public var reach: Duration? {
        let byFirst: Duration =
            switch first {
            case .nextDay: .hours(24)
            case .dayAfterNext: .hours(48)
            case .hours(let count): .hours(count)
            case .off: .zero
            }
        // Of any seven days the last may have begun a bar of seven more.
        return switch week {
        case .calendar: max(byFirst, .hours(7 * 24))
        case .rolling: max(byFirst, .hours(14 * 24))
        case .cumulative: nil
        }
    }
}

/// All the readings that a library has chosen.
public struct HousePolicy: Hashable, Codable, Sendable {
    public var admission: AdmissionPolicy
    public var booking: BookingPolicy
    public var violations: ViolationPolicy

    public init(
        admission: AdmissionPolicy = AdmissionPolicy(), booking: BookingPolicy = BookingPolicy(),
        violations: ViolationPolicy = ViolationPolicy()
    ) {
        (self.admission, self.booking, self.violations) = (admission, booking, violations)
    }
}
