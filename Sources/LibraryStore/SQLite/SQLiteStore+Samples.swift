internal import GRDB
public import LibraryModel

extension SQLiteStore: SampleStore {
    public func keep(_ sample: OccupancySample) async throws(StoreError) {
        try await write("keep sample", turn: .chore) { database in try database.keep(sample) }
    }

    /// Keeps counts that were taken elsewhere, such as by the gate that stood here before; like one after the other, but
    /// all in one transaction.
    public func keep(_ samples: [OccupancySample]) async throws(StoreError) {
        try await write("keep samples", turn: .chore) { database in
            for sample in samples { try database.keep(sample) }
        }
    }

    public func samples(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [OccupancySample] {
        try await read("samples") { database in
            try database.rows(
                "SELECT * FROM occupancy_sample WHERE campus = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?",
                [Int(campus.rawValue), from.milliseconds, until.milliseconds, StoreLimits.page]
            ).map { row in
                OccupancySample(
                    campus: try row.campus(), at: try row.time("at"), inside: try row.integer("inside"),
                    reserved: try row.integer("reserved"))
            }
        }
    }
}

extension Database {
    fileprivate func keep(_ sample: OccupancySample) throws {
        try run(
            """
            INSERT INTO occupancy_sample (campus, at, inside, reserved) VALUES (?, ?, ?, ?)
            ON CONFLICT (campus, at) DO NOTHING
            """,
            [Int(sample.campus.rawValue), sample.at.milliseconds, sample.inside, sample.reserved])
    }
}
