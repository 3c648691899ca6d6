public import LibraryModel

/// Until when leaving counts as signing out in time; later it is 未签退 (R14, R17). It never influences whether a lane
/// opens: exit always does.
public enum SignOutDeadline: Hashable, Codable, Sendable {
    /// The end of the booking and so much more, that instant included; the guide's 20 minutes are the default.
    case afterEnd(Duration)
    /// The end of the booking itself.
    case atEnd
    /// The closing of the house on the day of the booking, but never before the booking's end.
    case closing
    /// The last instant of the day of the booking.
    case endOfDay
    /// A booking ends by itself and no sign-out can be missed.
    case never

    /// A fault of the house so shortly before the end of a booking may keep its patron from signing out.
    public static let leaving = Duration.minutes(20)

    public static let standard = SignOutDeadline.afterEnd(.minutes(20))

    /// The last instant that is in time for a booking that ends at `end`; nil when no instant is too late.
    public func last(forEnd end: WallTime, hours: OpeningHours) -> WallTime? {
        // A booking to midnight belongs to the day that ends then.
        let lastUse = end - .milliseconds(1)
        switch self {
        case .afterEnd(let grace): return end + grace
        case .atEnd: return end
        case .closing: return max(end, hours.opening(onDayOf: lastUse)?.closes ?? end)
        case .endOfDay:
            let used = LocalTime(lastUse, at: hours.offset).time.milliseconds
            return lastUse + .milliseconds(86_400_000 - 1 - used)
        case .never: return nil
        }
    }

    /// Whether somebody who goes out at `exit` has signed out in time.
    public func isInTime(_ exit: WallTime, forEnd end: WallTime, hours: OpeningHours) -> Bool {
        last(forEnd: end, hours: hours).map { exit <= $0 } ?? true
    }
}
