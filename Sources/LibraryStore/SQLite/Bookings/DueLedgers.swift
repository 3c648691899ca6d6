internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// Finds the patrons whose ledgers the clock has changed by an instant. It may name a few too many, never one too few:
/// the rules decide.
struct DueLedgers {
    let view: HouseView
    let instant: WallTime

    private typealias Found = (patron: PatronID, due: WallTime)

    /// Oldest first; `more` when there may be others.
    func patrons(limit: Int) throws -> (patrons: [PatronID], more: Bool) {
        let lists = try [missedCheckIns(limit), unusedCheckIns(limit)] + missedSignOuts(limit)
            + [continuedStays(limit)] + voided(limit)
        return Self.merged(lists, limit)
    }

    /// Those whose open bookings no longer take the places that they are stored with.
    func patronsOfFreedPlaces() throws -> [PatronID] {
        let lists = try [missedCheckIns(Int(Int32.max))] + voided(Int(Int32.max))
        return Self.merged(lists, Int.max).patrons
    }

    private static func merged(_ lists: [[Found]], _ limit: Int) -> (patrons: [PatronID], more: Bool) {
        var seen = Set<PatronID>()
        let patrons = lists.joined().sorted { $0.due < $1.due }.map(\.patron).filter { seen.insert($0).inserted }
        return (Array(patrons.prefix(limit)), patrons.count > limit || lists.contains { $0.count >= limit })
    }

    private func found(_ sql: String, _ arguments: StatementArguments) throws -> [Found] {
        try view.database.rows(sql, arguments).map { (try $0.patronID("patron"), try $0.time("due")) }
    }

    /// R11: the window has closed, or the slot ended before it did.
    private func missedCheckIns(_ limit: Int) throws -> [Found] {
        try found(
            """
            SELECT patron, starts_at AS due FROM booking
            WHERE state = 'booked' AND starts_at <= ? AND (starts_at <= ? OR ends_at <= ?) ORDER BY starts_at LIMIT ?
            """,
            [
                instant.milliseconds, (instant - view.terms.policy.admission.checkInAfter).milliseconds,
                instant.milliseconds, limit,
            ])
    }

    /// R22: nobody went through until the slot ended.
    private func unusedCheckIns(_ limit: Int) throws -> [Found] {
        try found(
            "SELECT patron, ends_at AS due FROM booking WHERE state = 'checked_in' AND ends_at <= ? ORDER BY ends_at LIMIT ?",
            [instant.milliseconds, limit])
    }

    /// R14: the deadline of each campus.
    private func missedSignOuts(_ limit: Int) throws -> [[Found]] {
        try view.terms.campuses.map { campus in
            try found(
                """
                SELECT patron, ends_at AS due FROM booking
                WHERE campus = ? AND state = 'in_use' AND ends_at <= ? ORDER BY ends_at LIMIT ?
                """, [Int(campus.id.rawValue), latestMissedEnd(at: campus.id).milliseconds, limit])
        }
    }

    /// The latest end of a booking whose sign-out is missed by ``instant``.
    private func latestMissedEnd(at campus: CampusID) -> WallTime {
        let hours = view.hours(of: campus)
        let dayStart = LocalTime(LocalTime(instant, at: hours.offset).date, .midnight, at: hours.offset).instant
        switch view.terms.policy.violations.signOut {
        case .afterEnd(let grace): return instant - grace
        case .atEnd, .never: return instant
        case .closing: return hours.opening(onDayOf: instant).map { $0.closes < instant } ?? true ? instant : dayStart
        case .endOfDay: return dayStart
        }
    }

    /// R7: the next booking goes on. The sign keeps SQLite from going through all that ever began then.
    private func continuedStays(_ limit: Int) throws -> [Found] {
        guard view.terms.policy.booking.backToBack == .joined else { return [] }
        return try view.terms.campuses.flatMap { campus in
            try found(
                """
                SELECT booking.patron AS patron, booking.ends_at AS due FROM booking
                WHERE booking.campus = ? AND booking.state = 'in_use' AND booking.ends_at <= ? AND EXISTS (
                    SELECT 1 FROM booking AS next WHERE next.patron = booking.patron
                        AND next.state IN ('booked', 'checked_in', 'in_use') AND next.state <> 'in_use'
                        AND next.campus = booking.campus AND +next.starts_at = booking.ends_at)
                ORDER BY booking.ends_at LIMIT ?
                """, [Int(campus.id.rawValue), instant.milliseconds, limit])
        }
    }

    /// Patrons whose bookings do not fit into the hours of one day (R21).
    func patronsWithout(_ exception: DatedException) throws -> [PatronID] {
        Self.merged([try voided(by: exception, Int(Int32.max))], Int.max).patrons
    }

    private func voided(_ limit: Int) throws -> [[Found]] {
        try view.exceptions.map { try voided(by: $0, limit) }
    }

    /// Nothing when the day is over.
    private func voided(by exception: DatedException, _ limit: Int) throws -> [Found] {
        let offset = view.hours(of: exception.campus).offset
        let day = LocalTime(exception.date, .midnight, at: offset).instant
        guard day + .hours(48) > instant else { return [] }
        let midnight = day + .hours(24)
        let opens = exception.span.map { LocalTime(exception.date, $0.opens, at: offset).instant } ?? midnight
        let closes = exception.span.map { LocalTime(exception.date, $0.closes, at: offset).instant } ?? day
        return try found(
            """
            SELECT patron, starts_at AS due FROM booking
            WHERE campus = ? AND starts_at >= ? AND starts_at < ? AND (starts_at < ? OR ends_at > ?)
                AND state IN ('booked', 'checked_in', 'in_use') AND state = 'booked'
            ORDER BY starts_at LIMIT ?
            """,
            [
                Int(exception.campus.rawValue), day.milliseconds, midnight.milliseconds, opens.milliseconds,
                closes.milliseconds, limit,
            ])
    }
}
