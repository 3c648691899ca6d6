internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// The house as one transaction about bookings sees it: terms, hours with dated exceptions, and what the clock has made
/// of a patron's ledger.
struct HouseView {
    let database: Database
    let terms: HouseTerms
    let clock: ClockReading
    private let hours: [CampusID: OpeningHours]
    /// A gap that nobody has written down yet; empty in a transaction that writes.
    private let unwritten: [HouseFault]

    /// For a question: nothing is written.
    static func reading(_ database: Database, _ terms: HouseTerms, _ clock: ClockReading) throws -> Self {
        guard clock.vouched != nil else { return try Self(database, terms, clock, unwritten: []) }
        let gap = TimeGap(last: try database.watchedUntil(), now: clock.time)
        return try Self(database, terms, clock, unwritten: gap?.faults(at: terms.campuses.map(\.id)) ?? [])
    }

    /// For a change: a gap is written down first, and the time is kept.
    ///
    /// - Parameter atLane: see ``GRDB/Database/mindTheGap(_:at:_:atLane:)``.
    static func writing(
        _ database: Database, _ terms: HouseTerms, _ clock: ClockReading, atLane: Bool = false
    ) throws -> Self {
        try database.mindTheGap(clock, at: terms.campuses.map(\.id), terms.offset, atLane: atLane)
        return try Self(database, terms, clock, unwritten: [])
    }

    /// For something that happened at `instant` and is written now.
    static func past(_ database: Database, _ terms: HouseTerms, _ instant: WallTime) throws -> Self {
        try Self(database, terms, ClockReading(time: instant, trust: .trusted), unwritten: [])
    }

    private init(_ database: Database, _ terms: HouseTerms, _ clock: ClockReading, unwritten: [HouseFault]) throws {
        (self.database, self.terms, self.clock, self.unwritten) = (database, terms, clock, unwritten)
        let exceptions = try database.openingExceptions()
        hours = Dictionary(
            terms.campuses.map { campus in
                (campus.id, exceptions.isEmpty ? campus.hours : campus.hours.with(exceptions.filter { $0.campus == campus.id }))
            }, uniquingKeysWith: { first, _ in first })
    }

    var now: WallTime { clock.time }

    /// Closed all week where the terms do not know the campus.
    func hours(of campus: CampusID) -> OpeningHours {
        hours[campus] ?? OpeningHours(week: Array(repeating: nil, count: 7))
    }

    /// Those of the configuration too.
    var exceptions: [DatedException] {
        hours.flatMap { campus, hours in
            hours.exceptions.map { DatedException(campus: campus, date: $0.key, span: $0.value, why: "") }
        }
    }

    /// Where the days of patrons begin, whose bookings may be at any campus.
    var offset: TimeZoneOffset { terms.offset }

    /// The local day.
    var day: CivilDate { LocalTime(now, at: offset).date }

    /// The first instant of the local day.
    var dayStart: WallTime { LocalTime(day, .midnight, at: offset).instant }

    /// What the rules look at of a patron's record.
    func ledger(of patron: PatronID) throws -> PatronLedger {
        try database.ledger(of: patron, at: now, under: terms.policy.violations)
    }

    /// What the clock makes of a ledger at `instant`. An untrusted clock makes nothing of it (R26).
    func settled(_ ledger: PatronLedger, at instant: WallTime) throws -> Settlement {
        guard clock.vouched != nil, let first = ledger.bookings.map(\.start).min() else {
            return Settlement(ledger: ledger, steps: [])
        }
        let faults = first - .hours(24) > instant
            ? [] : try database.faults(from: first - .hours(24), until: instant) + unwritten
        return LibraryRules.settle(ledger, at: instant, faults: faults, hours: hours, under: terms.policy)
    }

    /// The suspension that violations have led to by now.
    func suspension(for violations: [Violation]) -> Suspension? {
        LibraryRules.suspension(
            for: violations.filter(\.counts), at: now, offset: offset, under: terms.policy.violations)
    }
}

extension HouseTerms {
    /// Where days begin that belong to no campus.
    var offset: TimeZoneOffset { campuses.first?.hours.offset ?? .shanghai }
}

extension HouseTerms? {
    /// The same; Shanghai's where nobody keeps deadlines.
    var offset: TimeZoneOffset { self?.offset ?? .shanghai }
}

extension Database {
    /// All dated exceptions, by day: a few dozen at most.
    func openingExceptions() throws -> [DatedException] {
        try rows("SELECT * FROM opening_exception ORDER BY day, campus").map(DatedException.init)
    }

    /// Faults of all campuses that touch `from...until`.
    func faults(from: WallTime, until: WallTime) throws -> [HouseFault] {
        try rows(
            "SELECT * FROM house_fault WHERE (until_at >= ? OR until_at IS NULL) AND from_at <= ?",
            [from.milliseconds, until.milliseconds]
        ).map(HouseFault.init)
    }

    /// What the rules look at by `instant`: a patron's open bookings, the violations that count as far back as they can
    /// matter, and those that the open bookings have already. It costs the same however much has ended.
    func ledger(of patron: PatronID, at instant: WallTime, under policy: ViolationPolicy) throws -> PatronLedger {
        let bookings = try rows(
            "SELECT * FROM booking WHERE patron = ? AND state IN ('booked', 'checked_in', 'in_use')", [patron.rawValue]
        ).map(Booking.init)
        // What the clock has yet to make of an open booking may lie as far back as its start.
        let earliest = bookings.map(\.start).reduce(instant, min)
        let since = policy.reach.map { earliest - ($0 + .hours(24)) } ?? WallTime(milliseconds: 0)
        let counting = try rows(
            "SELECT * FROM violation WHERE patron = ? AND at >= ? AND waived_at IS NULL ORDER BY at",
            [patron.rawValue, since.milliseconds]
        ).map(Violation.init)
        let known = Set(counting.map(\.booking))
        let own = try bookings.filter { !known.contains($0.id) }.compactMap { booking in
            try row("SELECT * FROM violation WHERE booking = ?", ["\(booking.id)"]).map(Violation.init)
        }
        return PatronLedger(bookings: bookings, violations: own + counting)
    }
}
