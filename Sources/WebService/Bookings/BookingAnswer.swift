import LibraryModel
import LibraryRules
import LibraryStore

/// One booking as its patron sees it.
struct BookingAnswer: Encodable {
    /// When the pass is accepted (R9).
    struct Window: Encodable {
        let opens: String
        let closes: String
    }

    let booking: String
    let campus: String
    let start: String
    let end: String
    let state: String
    let createdAt: String
    let checkIn: Window
    /// Absent when it has ended, and where no sign-out can be missed (R14).
    let signOutBy: String?
    let checkedInAt: String?
    let endedAt: String?
    let releasedWhy: String?
    let cancellable: Bool

    /// - Parameters:
    ///   - all: the patron's bookings, of which one may continue this one (R7).
    ///   - terms: with the dated exceptions.
    init(_ booking: Booking, among all: [Booking], at clock: ClockReading, under terms: HouseTerms) {
        let text = { (time: WallTime) in terms.text(time, at: booking.campus) }
        let window = CheckInWindow(start: booking.start, policy: terms.policy.admission)
        self.booking = "\(booking.id)"
        campus = terms.slug(booking.campus)
        (start, end, state) = (text(booking.start), text(booking.end), booking.state.rawValue)
        (createdAt, checkIn) = (text(booking.createdAt), Window(opens: text(window.opens), closes: text(window.closes)))
        let hours = terms.campus(booking.campus)?.hours
        let stayEnd = Self.endOfStay(booking, among: all, terms.policy.booking)
        signOutBy = booking.isOpen
            ? hours.flatMap { terms.policy.violations.signOut.last(forEnd: stayEnd, hours: $0) }.map(text) : nil
        (checkedInAt, endedAt) = (booking.checkedInAt.map(text), booking.endedAt.map(text))
        releasedWhy = booking.releasedWhy?.rawValue
        cancellable = hours.map { refusalToCancel(booking, at: clock, hours: $0, under: terms.policy) == nil } ?? false
    }

    /// Where bookings end to end are one stay, signing out is due once, at the end of the last.
    private static func endOfStay(_ booking: Booking, among all: [Booking], _ policy: BookingPolicy) -> WallTime {
        guard policy.backToBack == .joined else { return booking.end }
        var end = booking.end
        while let next = all.first(where: { $0.isOpen && $0.campus == booking.campus && $0.start == end }) { end = next.end }
        return end
    }
}

/// `GET /api/v1/bookings`.
struct BookingsAnswer: Encodable {
    let now: String
    let suspension: SuspensionAnswer?
    let bookings: [BookingAnswer]
}

/// `POST /api/v1/bookings`.
struct BookedAnswer: Encodable {
    let bookings: [BookingAnswer]
}

/// Until when nothing can be booked, and why (R18, R19).
struct SuspensionAnswer: Encodable {
    /// Absent when only staff end it.
    let until: String?
    let rule: String
    /// The bookings that were missed, oldest first.
    let because: [String]

    init(_ suspension: Suspension, under terms: HouseTerms) {
        until = suspension.until.map { terms.text($0) }
        (rule, because) = (suspension.rule, suspension.because.map(\.description))
    }
}
