internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func beginRun(after lastSign: WallTime?) async throws(StoreError) {
        let campuses = options.terms?.campuses.map(\.id) ?? []
        let begin: OwedChange.Change = { [doubt, start] database in
            let known = doubt?.runs ?? 0
            if try database.runs() < known { start.noteEarlier() }
            let runs = try database.beginRun(after: lastSign, of: known, at: campuses)
            return { doubt?.note(runs: runs) }
        }
        do throws(StoreError) {
            let then = try await write("begin run", begin)
            then()
        } catch {
            // Before anything else is settled: somebody may have missed what the gap excuses.
            owed.add(begin)
            throw error
        }
    }

    /// What the machine itself knows takes back the violations that came of it. What staff declare does not: they waive,
    /// which is recorded (R20).
    public func begin(_ fault: HouseFault) async throws(StoreError) {
        let offset = options.offset
        try await write("begin fault") { database in
            guard try fault.insert(into: database), fault.kind != .outage else { return }
            try database.takeBackViolations(in: fault, offset)
        }
    }

    public func endFault(
        _ kind: HouseFault.Kind, of campus: CampusID, detail: String, at time: WallTime
    ) async throws(StoreError) {
        try await write("end fault") { database in
            try database.run(
                """
                UPDATE house_fault SET until_at = CASE WHEN from_at > ? THEN from_at ELSE ? END
                WHERE campus = ? AND kind = ? AND detail = ? AND until_at IS NULL
                """,
                [
                    time.milliseconds, time.milliseconds, Int(campus.rawValue), kind.rawValue,
                    String(detail.prefix(StoreLimits.sentence)),
                ])
        }
    }

    public func faults(
        of campus: CampusID, from: WallTime, until: WallTime
    ) async throws(StoreError) -> [HouseFault] {
        try await read("faults") { database in
            try database.rows(
                """
                SELECT * FROM house_fault WHERE campus = ? AND (until_at >= ? OR until_at IS NULL) AND from_at < ?
                ORDER BY from_at, id LIMIT ?
                """, [Int(campus.rawValue), from.milliseconds, until.milliseconds, StoreLimits.page]
            ).map(HouseFault.init)
        }
    }
}
