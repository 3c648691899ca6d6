import LibraryModel
import LibraryRules
import Testing

/// One presentation that can be changed word by word. As it begins, Wednesday 2026-11-18 09:00:00, anna holds a fresh
/// pass for 09:00 to 11:00 at East in front of an entry lane of East, and nothing speaks against her.
struct Scene: Sendable {
    static let east = CampusID(rawValue: 1)
    static let west = CampusID(rawValue: 2)
    static let own = BookingID(rawValue: 0xA)
    static let other = BookingID(rawValue: 0xB)
    static let lane = LaneID(rawValue: "east-in")
    static let otherLane = LaneID(rawValue: "east-in-2")
    static let cap = 300

    var policy = AdmissionPolicy()
    var facts: AdmissionFacts

    init() {
        let now = time("09:00")
        let circumstances = Circumstances(
            clock: ClockReading(time: now, trust: .trusted), gate: GateID(rawValue: "east-main"), lane: Self.lane,
            direction: .entry, campus: Self.east, opening: Opening(opens: time("08:00"), closes: time("22:00")),
            cap: Self.cap, pass: .verified(Self.pass(issuedAt: now)), location: .inside(distance: .within))
        let records = AdmissionRecords(
            booking: Self.booking(), patron: PatronFacts(standing: .active),
            occupancy: Occupancy(inside: 10, reserved: 0, cap: Self.cap))
        facts = AdmissionFacts(circumstances: circumstances, records: records)
    }

    static func pass(issuedAt: WallTime, life: Duration = .seconds(60)) -> VerifiedPass {
        VerifiedPass(
            id: PassID(booking: own, issuedAt: issuedAt), campus: east, start: time("09:00"), end: time("11:00"),
            expiresAt: issuedAt + life)
    }

    static func booking(
        _ state: Booking.State = .booked, at campus: CampusID = east, from start: String = "09:00", to end: String = "11:00"
    ) -> Booking {
        Booking(
            id: own, patron: PatronID(rawValue: "20211201") ?? { preconditionFailure("digits are a patron id") }(),
            campus: campus, start: time(start), end: time(end), state: state, createdAt: time("00:00"))
    }

    func decide() -> Decision { decideAdmission(facts, under: policy) }

    // MARK: What a row may change

    var circumstances: Circumstances {
        get { facts.circumstances }
        set { facts.circumstances = newValue }
    }
    var records: AdmissionRecords {
        get { facts.records }
        set { facts.records = newValue }
    }

    /// The clock, and with it a pass that is fresh then.
    mutating func at(_ text: String) {
        circumstances.clock = ClockReading(time: time(text), trust: circumstances.clock.trust)
        reissue(at: time(text))
    }

    /// A pass issued at another time than now.
    mutating func reissue(at issuedAt: WallTime, life: Duration = .seconds(60)) {
        guard var pass = circumstances.pass.verified else { return }
        pass.id = PassID(booking: pass.id.booking, issuedAt: issuedAt)
        pass.expiresAt = issuedAt + life
        circumstances.pass = .verified(pass)
    }

    mutating func books(
        _ state: Booking.State = .booked, at campus: CampusID = east, from start: String = "09:00", to end: String = "11:00"
    ) {
        records.booking = Self.booking(state, at: campus, from: start, to: end)
    }

    /// This gate has not heard of the booking; the pass stands alone.
    mutating func unheard() { (records.booking, records.patron) = (nil, nil) }

    mutating func visit(
        _ stage: VisitFacts.Stage, of booking: BookingID = own, at campus: CampusID = east, by lane: LaneID = lane,
        until end: String? = nil
    ) {
        records.visit = VisitFacts(
            stage: stage, booking: booking, campus: campus, lane: lane, bookingEnd: end.map { time($0) })
    }

    /// East opens at another time than 08:00.
    mutating func opens(_ opens: String, closes: String = "22:00") {
        circumstances.opening = Opening(opens: time(opens), closes: time(closes))
    }

    mutating func distrustClock(lastKnown: String? = nil) {
        circumstances.clock = ClockReading(
            time: circumstances.now, trust: .untrusted(lastKnown: lastKnown.map { time($0) }))
    }

    mutating func fill() { records.occupancy.inside = Self.cap }
}

/// A time of the day of the tests, such as `09:20:00.001`, at the library.
func time(_ text: String, on date: String = "2026-11-18") -> WallTime {
    guard let date = CivilDate(date), let time = TimeOfDay(text) else {
        preconditionFailure("\(date) \(text) is no time")
    }
    return LocalTime(date, time, at: .shanghai).instant
}
