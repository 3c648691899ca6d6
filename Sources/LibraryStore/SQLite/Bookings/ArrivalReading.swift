internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// The facts of one presentation, with what the clock has made of the patron's ledger by the instant of the decode.
struct ArrivalReading {
    let database: Database
    let circumstances: Circumstances
    let policy: AdmissionPolicy
    /// Nil where nobody keeps deadlines: then the ledger is as it is stored.
    let terms: HouseTerms?
    /// Whether what the clock has made is written down.
    let isWriting: Bool

    func read(_ offset: TimeZoneOffset) throws -> (facts: AdmissionFacts, visit: OpenVisit?) {
        let ledger = try settledLedger(offset)
        var (records, visit) = try RecordLoading(database: database).load(for: circumstances)
        if let ledger {
            if let booking = ledger.of(records.booking?.id) { records.booking = booking }
            if let open = visit { visit = ledger.continued(open) }
            records.visit = visit?.facts
            records.patron?.suspendedUntil = suspendedUntil(ledger)
        }
        var circumstances = circumstances
        if let exception = try exception(offset) { circumstances.opening = exception.opening(at: hoursOffset(offset)) }
        return (AdmissionFacts(circumstances: circumstances, records: records), visit)
    }

    // MARK: The ledger

    private struct Ledger {
        let bookings: [Booking]
        let violations: [Violation]
        let steps: [Settlement.Step]

        func of(_ id: BookingID?) -> Booking? { bookings.first { $0.id == id } }

        /// The visit is on the booking that goes on, although nobody has written so yet.
        func continued(_ visit: OpenVisit) -> OpenVisit {
            var facts = visit.facts
            for step in steps {
                guard case .continuedBy(let next) = step.cause, step.booking == facts.booking else { continue }
                facts.booking = next
                facts.bookingEnd = of(next)?.end
            }
            return OpenVisit(id: visit.id, facts: facts)
        }
    }

    /// Nil when the pass names no booking that is known here.
    private func settledLedger(_ offset: TimeZoneOffset) throws -> Ledger? {
        guard let terms, let pass = circumstances.pass.verified?.id, let booking = try database.booking(pass.booking)
        else { return nil }
        if isWriting, circumstances.clock.vouched != nil {
            try database.takeBack(booking, ifOpenAt: circumstances.now, under: policy, offset)
        }
        let stored = try ledger(of: booking.patron, terms)
        guard circumstances.clock.vouched != nil, stored.bookings.contains(where: isDue) else {
            return Ledger(bookings: stored.bookings, violations: stored.violations, steps: [])
        }
        var own = terms
        own.policy.admission = policy
        guard isWriting else {
            let settlement = try HouseView.reading(database, own, circumstances.clock).settled(stored, at: circumstances.now)
            return Ledger(
                bookings: settlement.ledger.bookings, violations: settlement.ledger.violations, steps: settlement.steps)
        }
        try HouseView.writing(database, own, circumstances.clock, atLane: true)
            .writeDown(booking.patron, at: circumstances.now)
        let written = try ledger(of: booking.patron, terms)
        return Ledger(bookings: written.bookings, violations: written.violations, steps: [])
    }

    private func ledger(of patron: PatronID, _ terms: HouseTerms) throws -> PatronLedger {
        try database.ledger(of: patron, at: circumstances.now, under: terms.policy.violations)
    }

    /// The clock may have changed it by itself.
    private func isDue(_ booking: Booking) -> Bool {
        booking.end <= circumstances.now
            || (booking.state == .booked
                && CheckInWindow(start: booking.start, policy: policy).isTooLate(circumstances.now))
    }

    private func suspendedUntil(_ ledger: Ledger) -> WallTime? {
        guard let terms, !ledger.violations.isEmpty,
            let suspension = LibraryRules.suspension(
                for: ledger.violations.filter(\.counts), at: circumstances.now,
                offset: hoursOffset(.shanghai), under: terms.policy.violations)
        else { return nil }
        return suspension.until ?? Self.endOfTime
    }

    /// What only a waiver ends: the latest instant that the tables take, the end of the year 2999.
    private static let endOfTime = WallTime(milliseconds: 32_503_680_000_000)

    // MARK: The hours

    private func hoursOffset(_ offset: TimeZoneOffset) -> TimeZoneOffset {
        terms?.campuses.first { $0.id == circumstances.campus }?.hours.offset ?? offset
    }

    /// The exception of the local day of the decode (R21).
    private func exception(_ offset: TimeZoneOffset) throws -> DatedException? {
        let day = LocalTime(circumstances.now, at: hoursOffset(offset)).date
        return try database.row(
            "SELECT * FROM opening_exception WHERE campus = ? AND day = ?",
            [Int(circumstances.campus.rawValue), "\(day)"]
        ).map(DatedException.init)
    }
}

extension DatedException {
    /// The day's opening as instants; nil on a closed day.
    func opening(at offset: TimeZoneOffset) -> Opening? {
        span.map { span in
            Opening(
                opens: LocalTime(date, span.opens, at: offset).instant,
                closes: LocalTime(date, span.closes, at: offset).instant)
        }
    }
}
