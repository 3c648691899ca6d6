internal import GRDB
internal import LibraryModel

/// Taking acts back. Each is an act of its own, and an act is taken back once.
extension DeskTransaction {
    func undo(_ id: RecordID) throws -> ActRecord {
        let act = try found(database.act(id))
        guard act.canBeUndone, let deed = act.deed else { throw Refusal(reason: .cannotBeUndone) }
        switch deed {
        case .recount: return try recountBack(act)
        case .revoke: try takeBackRevocation(act)
        case .waive: try takeBackWaiver(act)
        case .closeEarly: try openAgain(act)
        case .printPass: try withdrawPrinted(act)
        default: throw Refusal(reason: .cannotBeUndone)
        }
        return ActRecord(deed, by: slip, campus: act.campus, subject: act.subject, undoes: act.id)
    }

    /// What was added is taken away again; what happened in between stays.
    private func recountBack(_ act: ActRecord) throws -> ActRecord {
        guard let campus = act.campus, let difference = act.difference else { throw Refusal(reason: .cannotBeUndone) }
        let now = try database.occupancy(of: campus, cap: 0).inside
        let back = try Recount(database: database, campus: campus, at: slip.at, act: slip.id)
            .setInside(max(0, now - difference))
        return ActRecord(.recount, by: slip, campus: campus, needed: back != 0, difference: back, undoes: act.id)
    }

    private func takeBackRevocation(_ act: ActRecord) throws {
        try database.run("DELETE FROM revocation WHERE id = ?", ["\(act.id)"])
        guard database.changesCount > 0 else { throw Refusal(reason: .cannotBeUndone) }
    }

    /// The violation counts again, unless somebody else has waived it, or it is no longer kept.
    private func takeBackWaiver(_ act: ActRecord) throws {
        guard let booking = act.subject.flatMap({ BookingID($0) }) else { throw Refusal(reason: .cannotBeUndone) }
        let isOurs = try database.row(
            "SELECT booking FROM violation WHERE booking = ? AND waived_at = ? AND waived_by = ?",
            ["\(booking)", act.at.milliseconds, act.who]) != nil
        guard isOurs else { throw Refusal(reason: .cannotBeUndone) }
        try database.countWaiver(of: booking, offset, by: -1)
        try database.run(
            "UPDATE violation SET waived_at = NULL, waived_by = NULL, waived_why = NULL WHERE booking = ?", ["\(booking)"])
    }

    /// On the same day only. Bookings that were released stay so: their patrons have been told.
    private func openAgain(_ act: ActRecord) throws {
        guard clock.vouched != nil else { throw Refusal(reason: .clockUntrusted) }
        guard let campus = act.campus, let detail = try detail(of: act), let day = detail.day,
            LocalTime(clock.time, at: hoursOffset(of: campus)).date == day
        else { throw Refusal(reason: .cannotBeUndone) }
        if let before = detail.before {
            try database.put(DatedException(campus: campus, date: day, span: before.span, why: before.why))
        } else {
            _ = try database.unexcept(campus, day)
        }
    }

    /// The paper is worth nothing from now on; other passes of the booking are.
    private func withdrawPrinted(_ act: ActRecord) throws {
        guard let booking = act.subject.flatMap({ BookingID($0) }), let issuedAt = try detail(of: act)?.issuedAt else {
            throw Refusal(reason: .cannotBeUndone)
        }
        let pass = PassID(booking: booking, issuedAt: issuedAt)
        try database.insert(Revocation(id: slip.id, target: .pass(pass), at: slip.at, who: slip.name, why: slip.why))
    }

    private func detail(of act: ActRecord) throws -> ActDetail? {
        try act.detail.map { try FactsText.decode(ActDetail.self, from: $0) }
    }

    private func hoursOffset(of campus: CampusID) -> TimeZoneOffset {
        terms.campuses.first { $0.id == campus }?.hours.offset ?? offset
    }
}
