internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func sweep(at now: WallTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts {
        var counts = SweepCounts()
        counts.facts = try await inBatches(
            """
            UPDATE presentation SET facts = NULL WHERE id IN (
                SELECT id FROM presentation WHERE facts IS NOT NULL AND at < ? LIMIT ?)
            """, before: now - policy.facts)
        counts.decisions = try await delete("presentation", "at < ?", before: now - policy.decisions)
        counts.visits = try await delete("visit", "ended_at < ?", before: now - policy.visits)
        try await sweepBookings(at: now, keeping: policy, &counts)
        counts.usedPasses = try await sweepPasses(before: now - policy.usedPasses)
        for table in ["staff_act", "lane_event", "unmatched_exit"] {
            counts.events += try await delete(table, Self.oldEvent(of: table), before: now - policy.decisions)
        }
        counts.sessions = try await delete("session", "ends_at <= ?", before: now)
        counts.samples = try await delete("occupancy_sample", key: "campus, at", "at < ?", before: now - policy.samples)
        return counts
    }

    /// A booking stays as long as its violation, which a suspension may rest on.
    private func sweepBookings(
        at now: WallTime, keeping policy: RetentionPolicy, _ counts: inout SweepCounts
    ) async throws(StoreError) {
        _ = try await delete("appeal", key: "booking", "at < ?", before: now - policy.violations)
        counts.violations = try await delete("violation", key: "booking", "at < ?", before: now - policy.violations)
        counts.bookings = try await delete(
            "booking",
            """
            ends_at < ? AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.booking = booking.id)
                AND NOT EXISTS (SELECT 1 FROM violation WHERE violation.booking = booking.id)
            """, before: now - policy.visits)
        counts.submissions = try await delete("submission", key: "patron, word", "at < ?", before: now - policy.submissions)
        counts.house = try await delete("house_fault", "until_at < ?", before: now - policy.violations)
        let day = LocalTime(now - policy.exceptions, at: options.offset).date
        counts.house += try await write("sweep") { database in
            try database.run("DELETE FROM opening_exception WHERE day < ?", ["\(day)"])
            return database.changesCount
        }
    }

    /// An exit that still lowers the count is never deleted.
    private static func oldEvent(of table: String) -> String {
        table == "unmatched_exit" ? "at < ? AND settled_at IS NOT NULL" : "at < ?"
    }

    /// A pass that was used keeps its row while its seat is open: the visit decides then, whatever the clock says.
    private func sweepPasses(before limit: WallTime) async throws(StoreError) -> Int {
        try await inBatches(
            """
            DELETE FROM pass_use WHERE (booking, issued_at) IN (
                SELECT booking, issued_at FROM pass_use WHERE first_at < ? AND NOT EXISTS (
                    SELECT 1 FROM visit WHERE visit.id = pass_use.seat AND visit.state IN ('reserved', 'inside'))
                LIMIT ?)
            """, before: limit)
    }

    private func delete(
        _ table: String, key: String = "id", _ condition: String, before limit: WallTime
    ) async throws(StoreError) -> Int {
        try await inBatches(
            "DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) WHERE \(condition) LIMIT ?)", before: limit)
    }

    /// Repeats a statement with a bounded number of rows until it finds none; lanes get their turn in between.
    private func inBatches(_ sql: String, before limit: WallTime) async throws(StoreError) -> Int {
        var total = 0
        while true {
            let changed = try await write("sweep") { database in
                try database.run(sql, [limit.milliseconds, StoreLimits.sweepBatch])
                return database.changesCount
            }
            total += changed
            if changed < StoreLimits.sweepBatch { return total }
        }
    }
}
