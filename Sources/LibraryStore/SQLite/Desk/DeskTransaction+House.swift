internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// Hours, violations and appeals.
extension DeskTransaction {
    /// What patrons read about a day that the desk has cut short.
    private static let closedEarly = "提前闭馆 · closed early"

    /// Today ends at this minute (R21). Bookings that no longer fit are released; who is inside leaves as ever.
    func closeEarly(_ campus: CampusID) throws -> ActRecord {
        guard clock.vouched != nil else { throw Refusal(reason: .clockUntrusted) }
        let hours = try HouseView.reading(database, terms, clock).hours(of: campus)
        guard let opening = hours.opening(onDayOf: clock.time), opening.contains(clock.time) else {
            throw Refusal(reason: .alreadySo)
        }
        let (local, opens) = (LocalTime(clock.time, at: hours.offset), LocalTime(opening.opens, at: hours.offset).time)
        let minute = TimeOfDay(milliseconds: local.time.milliseconds / 60_000 * 60_000)
        let before = try database.exception(of: campus, on: local.date)
        let exception = DatedException(
            campus: campus, date: local.date,
            span: minute.flatMap { OpeningHours.Span(opens: opens, closes: $0) }, why: Self.closedEarly)
        _ = try database.except(exception, at: clock, under: terms)
        let detail = ActDetail(day: local.date, before: before.map { ActDetail.DayBefore(span: $0.span, why: $0.why) })
        return ActRecord(.closeEarly, by: slip, campus: campus, subject: "\(local.date)", detail: try FactsText.encode(detail))
    }

    /// Somebody has compared the clock with a right one. A clock that nobody keeps is not made right by it.
    func acceptClock() throws -> ActRecord {
        guard let doubt = try database.accept(clock) else { throw Refusal(reason: .alreadySo) }
        guard doubt.canBeAccepted else { throw Refusal(reason: .clockUntrusted) }
        return ActRecord(.acceptClock, by: slip)
    }

    func waive(_ booking: BookingID) throws -> ActRecord {
        let row = try found(database.row("SELECT * FROM violation WHERE booking = ?", ["\(booking)"]))
        let violation = try Violation(row)
        guard try database.waive(booking, with: waiver, offset) else { throw Refusal(reason: .alreadySo) }
        return ActRecord(.waive, by: slip, campus: violation.campus, subject: "\(booking)")
    }

    /// The outage is declared once, however often its violations are waived.
    func waiveOutage(_ campus: CampusID, _ from: WallTime, _ until: WallTime) throws -> ActRecord {
        let outage = HouseFault(id: slip.id, campus: campus, kind: .outage, from: from, until: until, detail: slip.why)
        let filter = ViolationFilter(campus: campus, from: from, until: until + HouseFault.longestReach, counts: true)
        let touched = try database.violations(filter, limit: nil).filter { violation in
            outage.touches(violation, of: try database.booking(violation.booking), under: terms.policy.admission)
        }
        for violation in touched { _ = try database.waive(violation.booking, with: waiver, offset) }
        let known = try database.row(
            "SELECT id FROM house_fault WHERE campus = ? AND kind = 'outage' AND from_at = ? AND until_at = ?",
            [Int(campus.rawValue), from.milliseconds, until.milliseconds])
        if known == nil { _ = try outage.insert(into: database) }
        return ActRecord(
            .waiveOutage, by: slip, campus: campus, subject: "\(from.milliseconds)-\(until.milliseconds)",
            needed: known == nil || !touched.isEmpty, difference: touched.count)
    }

    func answer(_ booking: BookingID, _ isGranted: Bool, _ words: String) throws -> ActRecord {
        let row = try found(database.row("SELECT * FROM appeal WHERE booking = ?", ["\(booking)"]))
        guard try Appeal(row).answer == nil else { throw Refusal(reason: .alreadySo) }
        let answer = Appeal.Answer(at: slip.at, who: slip.name, isGranted: isGranted, words: words)
        _ = try database.answer(appealAgainst: booking, with: answer, offset)
        return ActRecord(
            .answerAppeal, by: slip, campus: try database.booking(booking)?.campus, subject: "\(booking)")
    }

    private var waiver: Violation.Waiver { Violation.Waiver(at: slip.at, who: slip.name, why: slip.why) }
}
