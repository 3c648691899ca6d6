internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy {
        try await read("occupancy") { try $0.occupancy(of: campus, cap: cap) }
    }

    public func openSeats(at gate: GateID) async throws(StoreError) -> [OpenSeat] {
        try await read("open seats") { database in
            try database.rows(
                """
                SELECT id, campus, lane, booking, reserved_at FROM visit WHERE gate = ? AND state = 'reserved'
                ORDER BY reserved_at, id
                """, [gate.rawValue]
            ).map { row in
                OpenSeat(
                    seat: try row.recordID("id"), campus: try row.campus(),
                    lane: LaneID(rawValue: try row.text("lane")), booking: try row.optionalBookingID("booking"),
                    reservedAt: try row.time("reserved_at"))
            }
        }
    }

    public func record(_ act: OverrideRecord) async throws(StoreError) {
        let offset = options.offset
        try await write("staff act") { database in
            _ = try database.insert(ActRecord(act), offset)
        }
    }

    public func record(_ event: LaneEventRecord) async throws(StoreError) {
        try await write("lane event") { database in
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

    public func rememberTime(_ time: WallTime) async throws(StoreError) {
        let (campuses, offset) = (options.terms?.campuses.map(\.id) ?? [], options.offset)
        try await write("remember time") { database in
            guard !campuses.isEmpty else { return try database.keep(time, as: "last_trusted_time") }
            try database.mindTheGap(ClockReading(time: time, trust: .trusted), at: campuses, offset)
        }
    }

    public func lastKnownTime() async throws(StoreError) -> WallTime? {
        try await read("last known time") { database in
            let text = try database.row("SELECT value FROM setting WHERE key = 'last_trusted_time'")?.text("value")
            return text.flatMap { Int64($0) }.map(WallTime.init(milliseconds:))
        }
    }
}

extension Database {
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
