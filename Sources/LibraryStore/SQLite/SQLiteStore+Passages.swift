internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func passedIn(_ seat: RecordID, at time: WallTime) async throws(StoreError) -> SeatChange {
        let offset = options.offset
        return try await write("passed in", turn: .lane) { database in
            guard let visit = try database.visit(seat) else { return .noSuchSeat }
            switch visit.state {
            case "inside", "left", "closed_at_end": return .unchanged
            case "reserved": break
            // The passage came after the time-out: a body inside counts, whatever the lane thought.
            default: if try database.hasOpenSeat(like: visit) { return .noSuchSeat }
            }
            try database.run(
                "UPDATE visit SET state = 'inside', entered_at = ?, ended_at = NULL, ended_why = NULL WHERE id = ?",
                [time.milliseconds, "\(seat)"])
            try database.run("UPDATE pass_use SET state = 'passed' WHERE seat = ?", ["\(seat)"])
            // Also when the slot has ended meanwhile and somebody wrote so first, or the check-in was undone.
            try database.run(
                """
                UPDATE booking SET state = 'in_use', ended_at = NULL WHERE id = ? AND (state IN ('booked', 'checked_in')
                    OR (state = 'completed' AND ended_at = ends_at AND ends_at > ?))
                """, [visit.booking, time.milliseconds])
            try database.count(time, offset, campus: visit.campus, "entry")
            return .changed
        }
    }

    public func gaveBack(
        _ seat: RecordID, at time: WallTime, why: GiveBackReason
    ) async throws(StoreError) -> SeatChange {
        try await write("gave back", turn: .lane) { database in
            guard let visit = try database.visit(seat) else { return .noSuchSeat }
            guard visit.state == "reserved" else { return visit.state == "given_back" ? .unchanged : .noSuchSeat }
            try database.run(
                "UPDATE visit SET state = 'given_back', ended_at = ?, ended_why = ? WHERE id = ?",
                [time.milliseconds, why.rawValue, "\(seat)"])
            if why == .undone {
                try database.run(
                    "UPDATE booking SET state = 'booked', checked_in_at = NULL WHERE id = ? AND state = 'checked_in'",
                    [visit.booking])
            }
            return .changed
        }
    }

    public func passedInUnmatched(
        _ passage: Passage, cause: UnmatchedCause
    ) async throws(StoreError) -> SeatChange {
        let offset = options.offset
        return try await write("passed in unmatched", turn: .lane) { database in
            if try database.visit(passage.id) != nil { return .unchanged }
            let time = passage.at.milliseconds
            try database.run(
                """
                INSERT INTO visit (id, campus, gate, lane, state, cause, reserved_at, entered_at)
                VALUES (?, ?, ?, ?, 'inside', ?, ?, ?)
                """,
                [
                    "\(passage.id)", Int(passage.campus.rawValue), passage.gate.rawValue, passage.lane.rawValue,
                    cause.rawValue, time, time,
                ])
            try database.count(passage.at, offset, campus: passage.campus, "entry")
            return .changed
        }
    }

    public func passedOut(_ visit: RecordID?, by passage: Passage) async throws(StoreError) -> Departure {
        let (offset, terms) = (options.offset, options.terms)
        return try await write("passed out", turn: .lane) { database in
            let departure = try DepartureTransaction(database: database, passage: passage, terms: terms).run(visit)
            if departure != .repeated { try database.count(passage.at, offset, campus: passage.campus, "exit") }
            return departure
        }
    }

    public func closeDay(
        of campus: CampusID, begunBefore limit: WallTime, at vouched: VouchedTime
    ) async throws(StoreError) -> Int {
        let time = vouched.time
        return try await write("close day", turn: .chore) { database in
            try database.check(vouched)
            try database.run(
                """
                UPDATE visit SET state = 'closed_at_end', ended_at = ?
                WHERE campus = ? AND state = 'inside' AND state IN ('reserved', 'inside') AND entered_at < ?
                """,
                [time.milliseconds, Int(campus.rawValue), limit.milliseconds])
            let ended = database.changesCount
            try database.run(
                "UPDATE unmatched_exit SET settled_at = ? WHERE campus = ? AND settled_at IS NULL AND at < ?",
                [time.milliseconds, Int(campus.rawValue), limit.milliseconds])
            try database.settleSurplusExits(of: campus, at: time)
            try database.trustCount(of: campus, closedAt: limit, now: time)
            return ended
        }
    }
}

/// A visit as far as a passage changes it.
struct VisitRow {
    let state: String
    let booking: String?
    let campus: CampusID
}

extension Database {
    func visit(_ id: RecordID) throws -> VisitRow? {
        try row("SELECT state, booking, campus FROM visit WHERE id = ?", ["\(id)"]).map { row in
            VisitRow(state: try row.text("state"), booking: try row.optionalText("booking"), campus: try row.campus())
        }
    }

    /// The booking of a seat that was given back holds another one by now.
    func hasOpenSeat(like visit: VisitRow) throws -> Bool {
        try row("SELECT id FROM visit WHERE booking = ? AND state IN ('reserved', 'inside')", [visit.booking]) != nil
    }

    /// Unmatched exits never outnumber the visits inside, or they would lower the count of patrons yet to come.
    func settleSurplusExits(of campus: CampusID, at time: WallTime) throws {
        let surplus = try openExits(of: campus) - visits("inside", of: campus)
        guard surplus > 0 else { return }
        try run(
            """
            UPDATE unmatched_exit SET settled_at = ? WHERE id IN (
                SELECT id FROM unmatched_exit WHERE campus = ? AND settled_at IS NULL ORDER BY id LIMIT ?)
            """, [time.milliseconds, Int(campus.rawValue), surplus])
    }
}
