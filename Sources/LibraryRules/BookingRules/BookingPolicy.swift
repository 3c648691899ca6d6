public import LibraryModel

/// The readings of the booking rules that a library has chosen. Every field is a setting; the defaults are the default
/// readings of the rules, and each alternative that the rules name is a value here.
public struct BookingPolicy: Hashable, Codable, Sendable {
    /// Until when a booking can be made (R2).
    public enum Creation: String, Codable, Sendable, CaseIterable {
        /// Up to its start, that instant included.
        case beforeStart = "before_start"
        /// Alternative A: while its check-in window is open.
        case inWindow = "in_window"
        /// Alternative B: as A, and a booking may also begin with the present minute, off the grid.
        case walkIn = "walk_in"
    }

    /// What the two bookings are counted over (R5).
    public enum Quota: String, Codable, Sendable, CaseIterable {
        /// R5a: those that are open.
        case open
        /// R5b: those of one day of use, ended ones too, cancelled ones not.
        case day
        /// R5c: those of one submission.
        case submission
    }

    /// What an unfinished stay bars (R6).
    public enum SecondCampus: String, Codable, Sendable, CaseIterable {
        /// While a booking is in use none can be made, and open ones are all at one campus.
        case afterSignOut = "after_sign_out"
        /// Alternative A: nothing.
        case always
        /// Alternative B: bookings at two campuses may stand together, but none is made while one is in use.
        case apart
    }

    /// What bookings end to end mean (R7).
    public enum BackToBack: String, Codable, Sendable, CaseIterable {
        /// One stay, one check-in and one sign-out.
        case joined
        /// Alternative A: each has a check-in and a sign-out of its own.
        case separate
    }

    /// How far ahead may be booked (R8).
    public enum Horizon: String, Codable, Sendable, CaseIterable {
        /// R8a: today and two days more; the third from the evening on.
        case thirdFromEvening = "third_from_evening"
        /// R8b: today counts as the first: tomorrow, and the day after from the evening on.
        case todayCounts = "today_counts"
        /// R8c: three days ahead always.
        case always
        /// R8d: whatever starts within so many times 24 hours.
        case rolling
    }

    /// Until when a booking can be cancelled (R16).
    public enum Cancellation: Hashable, Codable, Sendable {
        /// While the check-in window is open.
        case inWindow
        /// Alternative A: at least so long before the start.
        case before(Duration)
        /// Alternative B: before the start, that instant not included.
        case beforeStart
    }

    /// What the cap bounds when a booking is made (R15a).
    public enum Cap: String, Codable, Sendable, CaseIterable {
        /// The bookings that cover any one instant.
        case instant
        /// Alternative A: the bookings that touch a published slot.
        case slot
        /// Alternative C: nothing; the gate alone counts.
        case off
    }

    public var creation: Creation = .beforeStart
    /// Both ends included (R4).
    public var shortest: Duration = .minutes(60)
    public var longest: Duration = .minutes(240)
    /// Starts and ends lie on multiples of this since midnight: 15, 30 or 60 minutes (R4).
    public var grid: Duration = .minutes(30)
    /// Alternative A of R4: only these spans can be booked; empty for free choice.
    public var slots: [OpeningHours.Span] = []
    public var quota: Quota = .open
    public var quotaLimit = 2
    /// The most bookings that a patron makes in a day, cancelled ones too (R5).
    public var bookingsADay = 30
    /// The most that a patron cancels in a day (R16); staff are not bound.
    public var cancellationsADay = 30
    public var secondCampus: SecondCampus = .afterSignOut
    public var backToBack: BackToBack = .joined
    /// Alternative B of R7: the longest stay of bookings end to end; nil for any.
    public var longestStay: Duration?
    public var horizon: Horizon = .thirdFromEvening
    public var horizonDays = 3
    /// When the last day of the horizon opens (R8).
    public var horizonOpens = TimeOfDay(hour: 22, minute: 0) ?? .midnight
    /// The opening instant itself counts (以后).
    public var horizonOpensInclusive = true
    public var cancellation: Cancellation = .inWindow
    public var cap: Cap = .instant
    /// The most bookings of one submission (R5).
    public static let mostAtOnce = 2

    public init() {}
}
