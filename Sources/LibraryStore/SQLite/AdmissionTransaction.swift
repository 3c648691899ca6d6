internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// One admission inside its transaction: facts, decision, record and seat together (design section 2).
struct AdmissionTransaction {
    let database: Database
    let circumstances: Circumstances
    let policy: PolicyTexts.Entry
    let id: RecordID
    let newSeat: RecordID
    let offset: TimeZoneOffset
    /// Nil where nobody keeps deadlines.
    let terms: HouseTerms?

    func run() throws -> Admission {
        if let earlier = try earlierAnswer() { return earlier }
        let arrival = ArrivalReading(
            database: database, circumstances: circumstances, policy: policy.policy, terms: terms, isWriting: true)
        let (facts, visit) = try arrival.read(offset)
        let decision = decideAdmission(facts, under: policy.policy)
        let seat = try carryOut(decision, openVisit: visit, facts.records)
        try writeRecord(decision, facts, seat)
        if !decision.admits {
            try database.count(circumstances.now, offset, campus: circumstances.campus, "refusal", decision.code.rawValue)
        }
        return Admission(
            id: id, decision: decision, seat: seat, facts: facts, patron: facts.records.booking?.patron)
    }

    /// The answer of a first call whose reply was lost.
    private func earlierAnswer() throws -> Admission? {
        guard let row = try database.row("SELECT decision, facts, seat FROM presentation WHERE id = ?", ["\(id)"])
        else { return nil }
        let facts = try FactsText.decode(AdmissionFacts.self, from: row.text("facts"))
        return Admission(
            id: id, decision: try FactsText.decode(Decision.self, from: row.text("decision")),
            seat: try row.optionalRecordID("seat"), facts: facts, patron: facts.records.booking?.patron)
    }

    /// Changes bookings and seats as the decision says; answers the seat, or at an exit the visit.
    private func carryOut(_ decision: Decision, openVisit: OpenVisit?, _ records: AdmissionRecords) throws -> RecordID? {
        let now = circumstances.now.milliseconds
        var seat: RecordID?
        for effect in decision.effects {
            switch effect {
            case .checkIn:
                try changeBooking("SET state = 'checked_in', checked_in_at = ? WHERE id = ? AND state = 'booked'", now)
            case .noteTurnedAway:
                try changeBooking("SET turned_away_at = ? WHERE id = ? AND turned_away_at IS NULL", now)
            case .reserveSeat:
                seat = try reserve(openVisit, records.booking?.patron)
            case .keepSeat:
                seat = try keep(openVisit)
            }
        }
        if let seat { try noteUse(of: seat) }
        if decision.code == .exit, openVisit?.facts.stage == .inside { seat = openVisit?.id }
        if circumstances.direction == .exit, seat == nil { seat = try visitSignedOutAtDesk() }
        return seat
    }

    /// Who was signed out at the desk and now goes out has been counted as gone.
    private func visitSignedOutAtDesk() throws -> RecordID? {
        guard let booking = circumstances.pass.verified?.id.booking else { return nil }
        return try database.row(
            """
            SELECT id FROM visit WHERE booking = ? AND state = 'left' AND ended_why = 'signed_out' AND ended_at > ?
            ORDER BY ended_at DESC LIMIT 1
            """, ["\(booking)", (circumstances.now - .hours(24)).milliseconds]
        )?.recordID("id")
    }

    private func changeBooking(_ change: String, _ now: Int64) throws {
        guard let booking = circumstances.pass.verified?.id.booking else { return }
        try database.run("UPDATE booking \(change)", [now, "\(booking)"])
    }

    /// A seat held for the same booking already is kept, so that no decision can hold two.
    private func reserve(_ openVisit: OpenVisit?, _ patron: PatronID?) throws -> RecordID {
        guard let booking = circumstances.pass.verified?.id.booking else {
            throw StoreError(.other, during: "admit", detail: "a seat was decided without a pass")
        }
        if let openVisit, openVisit.facts.stage == .reserved, openVisit.facts.booking == booking { return try keep(openVisit) }
        try database.run(
            """
            INSERT INTO visit (id, booking, patron, campus, gate, lane, state, cause, reserved_at)
            VALUES (?, ?, ?, ?, ?, ?, 'reserved', 'pass', ?)
            """,
            [
                "\(newSeat)", "\(booking)", patron?.rawValue, Int(circumstances.campus.rawValue), circumstances.gate.rawValue,
                circumstances.lane.rawValue, circumstances.now.milliseconds,
            ])
        return newSeat
    }

    /// The seat moves with the patron to the lane that opens now.
    private func keep(_ openVisit: OpenVisit?) throws -> RecordID {
        guard let openVisit, openVisit.facts.stage == .reserved else {
            throw StoreError(.other, during: "admit", detail: "a seat was to be kept and none is held")
        }
        try database.run(
            "UPDATE visit SET gate = ?, lane = ? WHERE id = ? AND state = 'reserved'",
            [circumstances.gate.rawValue, circumstances.lane.rawValue, "\(openVisit.id)"])
        return openVisit.id
    }

    /// The replay guard (R23), which outlives a restart.
    private func noteUse(of seat: RecordID) throws {
        guard let pass = circumstances.pass.verified?.id else { return }
        try database.run(
            """
            INSERT INTO pass_use (booking, issued_at, state, seat, first_at) VALUES (?, ?, 'opened', ?, ?)
            ON CONFLICT (booking, issued_at) DO UPDATE SET seat = excluded.seat
            """,
            ["\(pass.booking)", pass.issuedAt.milliseconds, "\(seat)", circumstances.now.milliseconds])
    }

    private func writeRecord(_ decision: Decision, _ facts: AdmissionFacts, _ seat: RecordID?) throws {
        if !policy.stored {
            try database.run(
                "INSERT INTO policy (id, json) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", [policy.id, policy.json])
        }
        try database.run(
            """
            INSERT INTO presentation (id, at, gate, lane, direction, campus, booking, code, seat, decision, facts, policy)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                "\(id)", circumstances.now.milliseconds, circumstances.gate.rawValue, circumstances.lane.rawValue,
                circumstances.direction.rawValue, Int(circumstances.campus.rawValue),
                (circumstances.pass.verified?.id.booking).map { "\($0)" }, decision.code.rawValue,
                seat.map { "\($0)" }, try FactsText.encode(decision), try FactsText.encode(facts), policy.id,
            ])
    }
}
