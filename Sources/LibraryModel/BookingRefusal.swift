/// Why a booking cannot be made, or not be cancelled. The words are stable API.
public enum BookingCode: String, Codable, Sendable, CaseIterable {
    // The patron (R1, R18, R19).
    case unknownPatron = "unknown_patron"
    case accountInactive = "account_inactive"
    case suspended
    // The place (R3).
    case unknownCampus = "unknown_campus"
    // The time (R2, R4, R8, R21).
    case started
    case tooShort = "too_short"
    case tooLong = "too_long"
    case offGrid = "off_grid"
    case notASlot = "not_a_slot"
    case outsideHours = "outside_hours"
    case closedDay = "closed_day"
    case severalDays = "several_days"
    case horizon
    // The patron's other bookings (R5, R6, R7).
    case quota
    case bookingsADay = "bookings_a_day"
    case signOutFirst = "sign_out_first"
    case otherCampus = "other_campus"
    case overlap
    case stayTooLong = "stay_too_long"
    // The house (R15a, R26).
    case full
    case clockUntrusted = "clock_untrusted"
    // Cancelling (R16).
    case noSuchBooking = "no_such_booking"
    case cancellationsADay = "cancellations_a_day"
    case tooLateToCancel = "too_late_to_cancel"
    case checkedIn = "checked_in"
    case ended
}

/// A refusal with what the patron can do about it.
public struct BookingRefusal: Hashable, Codable, Sendable {
    public let code: BookingCode
    /// When it would be possible: the opening of the horizon, the end of the suspension, the start of the day's hours.
    public var opensAt: WallTime?
    /// The campus of the booking in the way.
    public var campus: CampusID?
    /// The booking in the way.
    public var booking: BookingID?
    /// The number that the rule names: bookings, minutes or places.
    public var limit: Int?
    /// The earlier violations that led to a suspension count under this rule: `R18` or `R19`.
    public var rule: String?

    public init(
        _ code: BookingCode, opensAt: WallTime? = nil, campus: CampusID? = nil, booking: BookingID? = nil,
        limit: Int? = nil, rule: String? = nil
    ) {
        (self.code, self.opensAt, self.campus, self.booking) = (code, opensAt, campus, booking)
        (self.limit, self.rule) = (limit, rule)
    }
}
