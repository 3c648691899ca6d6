internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// One act of the desk inside its transaction: key, effect and record together. What is refused leaves nothing behind.
struct DeskTransaction {
    let database: Database
    let slip: ActSlip
    let clock: ClockReading
    let terms: HouseTerms
    let offset: TimeZoneOffset
    /// Whether bookings have deadlines here.
    let keepsDeadlines: Bool

    /// Ends the transaction without a trace.
    struct Refusal: Error {
        let reason: ActRefusal
    }

    func run(_ task: DeskTask) throws -> ActOutcome {
        do {
            var outcome = ActOutcome.keyTaken
            try database.inSavepoint {
                outcome = try attempt(task)
                return .commit
            }
            return outcome
        } catch let refusal as Refusal { return .refused(refusal.reason) }
    }

    private func attempt(_ task: DeskTask) throws -> ActOutcome {
        switch try database.claim(task.words, by: slip) {
        case .keyTaken: return .keyTaken
        case .repeated(let act?): return .done(act, repeated: true)
        case .repeated(nil): throw StoreError(.damaged, during: "desk act", detail: "a submission has no act")
        case .new: break
        }
        let act = try carryOut(task)
        _ = try database.insert(act, offset)
        return .done(act, repeated: false)
    }

    private func carryOut(_ task: DeskTask) throws -> ActRecord {
        switch task {
        case .recount(let campus, let inside): try recount(campus, inside)
        case .signOut(let visit): try signOut(visit)
        case .revoke(let booking): try revoke(booking)
        case .waive(let booking): try waive(booking)
        case .waiveOutage(let campus, let from, let until): try waiveOutage(campus, from, until)
        case .answerAppeal(let booking, let isGranted, let words): try answer(booking, isGranted, words)
        case .closeEarly(let campus): try closeEarly(campus)
        case .acceptClock: try acceptClock()
        case .printPass(let booking, let issuedAt): try printPass(booking, issuedAt)
        case .lookAtVisit(let id): try look(try database.visit(id)?.booking)
        case .lookAtPresentation(let id):
            try look(try database.row("SELECT booking FROM presentation WHERE id = ?", ["\(id)"])?.optionalText("booking"))
        case .lookAtBooking(let booking): try look("\(booking)")
        case .lookUp(let patron): try lookUp(patron)
        case .undo(let act): try undo(act)
        }
    }

    /// What is there, or the refusal that nothing is.
    func found<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Refusal(reason: .nothingThere) }
        return value
    }

    // MARK: Looking

    private func look(_ booking: String?) throws -> ActRecord {
        let booking = try found(try BookingID(found(booking)).flatMap(database.booking))
        return ActRecord(.look, by: slip, campus: booking.campus, subject: "\(booking.id)")
    }

    private func lookUp(_ patron: PatronID) throws -> ActRecord {
        ActRecord(.lookUp, by: slip, subject: try found(database.patron(patron)).id.rawValue)
    }

    // MARK: Passes

    private func revoke(_ id: BookingID) throws -> ActRecord {
        let booking = try found(database.booking(id))
        let isRevoked = try database.row(
            "SELECT id FROM revocation WHERE booking = ? AND issued_at IS NULL LIMIT 1", ["\(id)"]) != nil
        if isRevoked { throw Refusal(reason: .alreadySo) }
        try database.insert(
            Revocation(id: slip.id, target: .booking(id), at: slip.at, who: slip.name, why: slip.why))
        return ActRecord(.revoke, by: slip, campus: booking.campus, subject: "\(id)", needed: booking.isOpen)
    }

    private func printPass(_ id: BookingID, _ issuedAt: WallTime) throws -> ActRecord {
        let booking = try found(database.booking(id))
        return ActRecord(
            .printPass, by: slip, campus: booking.campus, subject: "\(id)",
            detail: try FactsText.encode(ActDetail(issuedAt: issuedAt)))
    }

    // MARK: Visits

    /// As a passage out would do it, without a passage.
    private func signOut(_ id: RecordID) throws -> ActRecord {
        let visit = try found(database.visit(id))
        guard visit.state == "inside" else { throw Refusal(reason: .alreadySo) }
        try SignOut(database: database, terms: keepsDeadlines ? terms : nil, visit: id, instant: slip.at).run()
        try database.run(
            "UPDATE visit SET state = 'left', ended_at = ?, ended_why = 'signed_out', left_by = 'desk' WHERE id = ?",
            [slip.at.milliseconds, "\(id)"])
        try database.settleSurplusExits(of: visit.campus, at: slip.at)
        return ActRecord(.signOut, by: slip, campus: visit.campus, subject: "\(id)")
    }

    private func recount(_ campus: CampusID, _ inside: Int) throws -> ActRecord {
        guard (0...StoreLimits.mostInside).contains(inside) else {
            throw StoreError(.other, during: "recount", detail: "a count is 0 to \(StoreLimits.mostInside)")
        }
        let difference = try Recount(database: database, campus: campus, at: slip.at, act: slip.id).setInside(inside)
        let wasDoubted = try database.isCountDoubted(of: campus)
        try database.trustCount(of: campus)
        return ActRecord(.recount, by: slip, campus: campus, needed: wasDoubted || difference != 0, difference: difference)
    }
}

/// What taking an act back needs to know.
struct ActDetail: Codable {
    /// Of a printed pass.
    var issuedAt: WallTime?
    /// The day that was closed early.
    var day: CivilDate?
    /// The exception that the day had before.
    var before: DayBefore?
    /// How many violations an outage made void.
    var waived: Int?

    /// The hours of a day as an exception set them.
    struct DayBefore: Codable {
        let span: OpeningHours.Span?
        let why: String
    }
}
