internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy {
        try await read("occupancy") { try $0.occupancy(of: campus, cap: cap) }
    }

    public func openSeats() async throws(StoreError) -> [OpenSeat] {
        try await read("open seats") { database in
            try database.rows(
                """
                SELECT id, campus, gate, lane, booking, reserved_at FROM visit WHERE state = 'reserved'
                ORDER BY reserved_at, id
                """
            ).map { row in
                OpenSeat(
                    seat: try row.recordID("id"), campus: try row.campus(), gate: GateID(rawValue: try row.text("gate")),
                    lane: LaneID(rawValue: try row.text("lane")), booking: try row.optionalBookingID("booking"),
                    reservedAt: try row.time("reserved_at"))
            }
        }
    }

    public func standingModes(at gate: GateID) async throws(StoreError) -> [LaneID: StandingModes] {
        try await read("standing modes") { database in
            var modes: [LaneID: StandingModes] = [:]
            for row in try database.rows("SELECT lane, hold, open FROM lane_standing WHERE gate = ?", [gate.rawValue]) {
                modes[LaneID(rawValue: try row.text("lane"))] = StandingModes(
                    hold: try row.integer("hold") == 1, open: try row.integer("open") == 1)
            }
            return modes
        }
    }

    public func record(_ act: OverrideRecord) async throws(StoreError) {
        let offset = options.offset
        try await write("staff act", turn: .lane) { database in
            guard try database.insert(ActRecord(act), offset), let standing = act.standing, let lane = act.lane else { return }
            try database.keep(standing, at: lane, of: act.gate, since: act.at)
        }
    }

    public func record(_ event: LaneEventRecord) async throws(StoreError) {
        try await write("lane event", turn: .lane) { database in
            try database.run(
                """
                INSERT INTO lane_event (id, at, gate, lane, kind, detail) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                [
                    "\(event.id)", event.at.milliseconds, event.gate.rawValue, event.lane.rawValue, event.kind,
                    event.detail,
                ])
        }
    }

    public func revoke(_ revocation: Revocation) async throws(StoreError) {
        try await write("revoke") { try $0.insert(revocation) }
    }

    public func rememberTime(_ vouched: VouchedTime) async throws(StoreError) {
        let (campuses, offset, time) = (options.terms?.campuses.map(\.id) ?? [], options.offset, vouched.time)
        try await write("remember time", turn: .chore) { database in
            guard !campuses.isEmpty else { return try database.keep(time, as: "last_trusted_time") }
            try database.mindTheGap(vouched.reading, at: campuses, offset)
        }
    }

    public func lastKnownTime() async throws(StoreError) -> WallTime? {
        try await read("last known time") { try $0.lastTrustedTime() }
    }
}

extension Database {
    /// What staff want of a lane from now on; nothing leaves no row.
    fileprivate func keep(_ modes: StandingModes, at lane: LaneID, of gate: GateID, since time: WallTime) throws {
        guard modes != StandingModes() else { return try run("DELETE FROM lane_standing WHERE lane = ?", [lane.rawValue]) }
        try run(
            """
            INSERT INTO lane_standing (lane, gate, hold, open, since_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (lane) DO UPDATE SET gate = excluded.gate, hold = excluded.hold, open = excluded.open,
                since_at = excluded.since_at
            """,
            [lane.rawValue, gate.rawValue, modes.hold ? 1 : 0, modes.open ? 1 : 0, time.milliseconds])
    }

    /// Withdraws what it names; a repeat changes nothing.
    func insert(_ revocation: Revocation) throws {
        let (booking, issuedAt): (BookingID, Int64?) =
            switch revocation.target {
            case .booking(let booking): (booking, nil)
            case .pass(let pass): (pass.booking, pass.issuedAt.milliseconds)
            }
        try run(
            """
            INSERT INTO revocation (id, booking, issued_at, at, who, why) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                "\(revocation.id)", "\(booking)", issuedAt, revocation.at.milliseconds, revocation.who, revocation.why,
            ])
    }
}
