public import LibraryModel

/// What a patron asks for.
public struct BookingRequest: Hashable, Codable, Sendable {
    public var campus: CampusID
    public var start: WallTime
    public var end: WallTime

    public init(campus: CampusID, start: WallTime, end: WallTime) { (self.campus, self.start, self.end) = (campus, start, end) }

    public var length: Duration { end - start }
}

/// So many bookings that take places from `start` to `end`.
public struct BookedSpan: Hashable, Codable, Sendable {
    public var start: WallTime
    public var end: WallTime
    public var count: Int

    public init(start: WallTime, end: WallTime, count: Int) { (self.start, self.end, self.count) = (start, end, count) }
}

/// A campus as far as booking there goes.
public struct CampusFacts: Hashable, Codable, Sendable {
    public var campus: CampusID
    public var cap: Int
    /// With the dated exceptions.
    public var hours: OpeningHours
    /// Places taken by open bookings, everybody's, in any order; at least those that touch the requests.
    public var taken: [BookedSpan]

    public init(campus: CampusID, cap: Int, hours: OpeningHours, taken: [BookedSpan]) {
        (self.campus, self.cap, self.hours, self.taken) = (campus, cap, hours, taken)
    }
}

/// Everything that the booking rules may look at, as it is at `clock`: bookings and violations are settled to it.
public struct BookingFacts: Hashable, Codable, Sendable {
    public var clock: ClockReading
    /// Nil when no such patron is known (R1).
    public var standing: Patron.Standing?
    /// The patron's bookings that are open, and those used or missed whose day of use is today or later, in any order.
    public var bookings: [Booking]
    /// The patron's violations that count, at least those within ``ViolationPolicy/reach``.
    public var violations: [Violation]
    public var campuses: [CampusFacts]
    /// Bookings that the patron has made on this local day, whatever became of them.
    public var madeToday: Int

    public init(
        clock: ClockReading, standing: Patron.Standing?, bookings: [Booking], violations: [Violation],
        campuses: [CampusFacts], madeToday: Int = 0
    ) {
        self.madeToday = madeToday
        (self.clock, self.standing, self.bookings) = (clock, standing, bookings)
        (self.violations, self.campuses) = (violations, campuses)
    }

    public var now: WallTime { clock.time }
    public func campus(_ id: CampusID) -> CampusFacts? { campuses.first { $0.campus == id } }
}

/// The answer to a submission: all of it, or the first reason against it.
public enum BookingDecision: Hashable, Codable, Sendable {
    case accepted
    /// `request` is the position in the submission that is refused.
    case refused(BookingRefusal, request: Int)
}
