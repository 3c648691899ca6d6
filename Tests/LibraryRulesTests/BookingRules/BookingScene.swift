import LibraryModel
import LibraryRules
import Testing

/// The week of the boundary table.
enum Week {
    static let mon = "2026-11-16"
    static let tue = "2026-11-17"
    static let wed = "2026-11-18"
    static let thu = "2026-11-19"
    static let fri = "2026-11-20"
    static let sat = "2026-11-21"
    static let sun = "2026-11-22"
    static let nextMon = "2026-11-23"
    static let nextTue = "2026-11-24"
}

/// One submission that can be changed word by word. As it begins, Wednesday 2026-11-18 10:00:00, a patron without
/// bookings asks for Thursday 09:00 to 11:00 at East, and nothing speaks against it.
struct BookingScene: Sendable {
    static let patron = PatronID(rawValue: "20211201") ?? { preconditionFailure("digits are a patron id") }()
    static let first = BookingID(rawValue: 0x1)
    static let second = BookingID(rawValue: 0x2)

    var policy = HousePolicy()
    var facts: BookingFacts
    var requests: [BookingRequest]

    init() {
        let hours = Self.daily("08:00", "22:00")
        facts = BookingFacts(
            clock: ClockReading(time: time("10:00"), trust: .trusted), standing: .active, bookings: [], violations: [],
            campuses: [
                CampusFacts(campus: Scene.east, cap: 300, hours: hours, taken: []),
                CampusFacts(campus: Scene.west, cap: 250, hours: hours, taken: []),
            ])
        requests = [Self.request("09:00", "11:00")]
    }

    static func daily(_ opens: String, _ closes: String, except days: [CivilDate: OpeningHours.Span?] = [:]) -> OpeningHours {
        OpeningHours(daily: span(opens, closes), exceptions: days)
    }

    static func span(_ opens: String, _ closes: String) -> OpeningHours.Span {
        guard let opens = TimeOfDay(opens), let closes = TimeOfDay(closes),
            let span = OpeningHours.Span(opens: opens, closes: closes)
        else { preconditionFailure("\(opens) to \(closes) is no span") }
        return span
    }

    static func date(_ text: String) -> CivilDate { CivilDate(text) ?? { preconditionFailure("\(text) is no day") }() }

    static func request(
        _ from: String, _ to: String, on date: String = Week.thu, at campus: CampusID = Scene.east
    ) -> BookingRequest {
        BookingRequest(campus: campus, start: time(from, on: date), end: time(to, on: date))
    }

    static func booking(
        _ state: Booking.State, _ from: String, _ to: String, on date: String = Week.thu,
        at campus: CampusID = Scene.east, id: BookingID = first
    ) -> Booking {
        Booking(
            id: id, patron: patron, campus: campus, start: time(from, on: date), end: time(to, on: date), state: state,
            createdAt: time("12:00", on: Week.mon))
    }

    func decide() -> BookingDecision { decideBooking(requests, facts, under: policy) }

    // MARK: What a row may change

    mutating func at(_ text: String, on date: String = Week.wed) {
        facts.clock = ClockReading(time: time(text, on: date), trust: .trusted)
    }

    /// Asks for this and nothing else.
    mutating func asks(_ from: String, _ to: String, on date: String = Week.thu, at campus: CampusID = Scene.east) {
        requests = [Self.request(from, to, on: date, at: campus)]
    }

    /// In the same submission.
    mutating func alsoAsks(_ from: String, _ to: String, on date: String = Week.thu, at campus: CampusID = Scene.east) {
        requests.append(Self.request(from, to, on: date, at: campus))
    }

    mutating func has(
        _ state: Booking.State, _ from: String, _ to: String, on date: String = Week.thu,
        at campus: CampusID = Scene.east, id: BookingID = first
    ) {
        facts.bookings.append(Self.booking(state, from, to, on: date, at: campus, id: id))
    }

    mutating func violated(_ text: String, on date: String, id: BookingID = first, at campus: CampusID = Scene.east) {
        facts.violations.append(
            Violation(booking: id, patron: Self.patron, campus: campus, kind: .noShow, at: time(text, on: date)))
    }

    mutating func taken(
        _ count: Int, _ from: String, _ to: String, on date: String = Week.thu, at campus: CampusID = Scene.east
    ) {
        let place = campus == Scene.east ? 0 : 1
        facts.campuses[place].taken.append(BookedSpan(start: time(from, on: date), end: time(to, on: date), count: count))
    }

    /// East on one day: other hours, or none.
    mutating func excepts(_ span: OpeningHours.Span?, on date: String) {
        facts.campuses[0].hours = Self.daily("08:00", "22:00", except: [Self.date(date): span])
    }
}

/// One line of a table about making bookings: what is different from the plain scene, and the answer.
struct BookingRow: Sendable, CustomTestStringConvertible {
    let says: String
    let expected: BookingDecision
    let change: @Sendable (inout BookingScene) -> Void

    init(_ says: String, _ expected: BookingDecision, _ change: @escaping @Sendable (inout BookingScene) -> Void) {
        (self.says, self.expected, self.change) = (says, expected, change)
    }

    var testDescription: String { says }

    var decision: BookingDecision {
        var scene = BookingScene()
        change(&scene)
        return scene.decide()
    }
}

extension BookingDecision {
    static func no(
        _ code: BookingCode, opensAt: WallTime? = nil, campus: CampusID? = nil, booking: BookingID? = nil,
        limit: Int? = nil, rule: String? = nil, request: Int = 0
    ) -> Self {
        .refused(
            BookingRefusal(code, opensAt: opensAt, campus: campus, booking: booking, limit: limit, rule: rule),
            request: request)
    }

    var code: BookingCode? {
        if case .refused(let refusal, _) = self { refusal.code } else { nil }
    }
}
