internal import GRDB
public import LibraryModel

extension SQLiteStore {
    public func sweep(at vouched: VouchedTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts {
        try await read("sweep") { try $0.check(vouched) }
        let now = vouched.time
        try await noteSize(at: now)
        try await forgetImports()
        var counts = SweepCounts()
        let facts = Swept(table: "presentation", condition: "facts IS NOT NULL AND at < ?", change: "UPDATE presentation SET facts = NULL")
        counts.facts = try await sweep(facts, before: now - policy.facts)
        counts.decisions = try await delete("presentation", "at < ?", before: now - policy.decisions)
        counts.visits = try await delete("visit", "ended_at < ?", before: now - policy.visits)
        try await sweepBookings(at: now, keeping: policy, &counts)
        counts.usedPasses = try await delete(
            "pass_use", key: ["booking", "issued_at"],
            """
            first_at < ? AND NOT EXISTS (
                SELECT 1 FROM visit WHERE visit.id = pass_use.seat AND visit.state IN ('reserved', 'inside'))
            """, before: now - policy.usedPasses)
        for table in ["staff_act", "lane_event", "unmatched_exit"] {
            counts.events += try await delete(table, Self.oldEvent(of: table), before: now - policy.decisions)
        }
        counts.sessions = try await delete("session", "ends_at <= ?", before: now)
        counts.sessions += try await delete("staff_session", "ends_at <= ?", before: now)
        counts.submissions += try await delete("act_submission", key: ["login", "word"], "at < ?", before: now - policy.submissions)
        counts.samples = try await delete("occupancy_sample", key: ["campus", "at"], "at < ?", before: now - policy.samples)
        return counts
    }

    /// A booking stays as long as its violation, which a suspension may rest on.
    private func sweepBookings(
        at now: WallTime, keeping policy: RetentionPolicy, _ counts: inout SweepCounts
    ) async throws(StoreError) {
        _ = try await delete("appeal", key: ["booking"], "at < ?", before: now - policy.violations)
        counts.violations = try await delete("violation", key: ["booking"], "at < ?", before: now - policy.violations)
        counts.bookings = try await delete(
            "booking",
            """
            ends_at < ? AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.booking = booking.id)
                AND NOT EXISTS (SELECT 1 FROM violation WHERE violation.booking = booking.id)
            """, before: now - policy.visits)
        try await sweepTallies(before: LocalTime(now - .hours(48), at: options.offset).date)
        counts.submissions = try await delete("submission", key: ["patron", "word"], "at < ?", before: now - policy.submissions)
        counts.house = try await delete("house_fault", "until_at < ?", before: now - policy.violations)
        let day = LocalTime(now - policy.exceptions, at: options.offset).date
        counts.house += try await write("sweep", turn: .chore) { database in
            try database.run("DELETE FROM opening_exception WHERE day < ?", ["\(day)"])
            return database.changesCount
        }
    }

    /// An exit that still lowers the count is never deleted.
    private static func oldEvent(of table: String) -> String {
        table == "unmatched_exit" ? "at < ? AND settled_at IS NOT NULL" : "at < ?"
    }

    private func sweepTallies(before day: CivilDate) async throws(StoreError) {
        var changed = StoreLimits.sweepBatch
        while changed == StoreLimits.sweepBatch, !Task.isCancelled {
            changed = try await write("sweep", turn: .chore) { database in
                try database.run(
                    """
                    DELETE FROM booking_tally WHERE (patron, day) IN (SELECT patron, day FROM booking_tally WHERE day < ? LIMIT ?)
                    """, ["\(day)", StoreLimits.sweepBatch])
                return database.changesCount
            }
        }
    }

    /// Rows of a table that are too old, and what becomes of them.
    private struct Swept: Sendable {
        let table: String
        var key = ["id"]
        /// With the instant as its one argument.
        let condition: String
        let change: String
    }

    private func delete(
        _ table: String, key: [String] = ["id"], _ condition: String, before limit: WallTime
    ) async throws(StoreError) -> Int {
        try await sweep(Swept(table: table, key: key, condition: condition, change: "DELETE FROM \(table)"), before: limit)
    }

    /// Looks for rows beside everybody, and changes a bounded number at a time, so that whoever stands at a lane waits for
    /// none of the looking. Ends early when its task is cancelled: the program stops, and the next sweep goes on.
    private func sweep(_ swept: Swept, before limit: WallTime) async throws(StoreError) -> Int {
        var total = 0
        while !Task.isCancelled {
            let found = try await read("sweep") { database in
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: "SELECT \(swept.key.joined(separator: ", ")) FROM \(swept.table) WHERE \(swept.condition) LIMIT ?"),
                    arguments: [limit.milliseconds, StoreLimits.page]
                ).map { Array($0.databaseValues) }
            }
            var changed = 0
            for first in stride(from: 0, to: found.count, by: StoreLimits.sweepBatch) where !Task.isCancelled {
                let batch = found[first..<min(first + StoreLimits.sweepBatch, found.count)]
                changed += try await change(Array(batch), of: swept, before: limit)
            }
            total += changed
            if changed == 0 || found.count < StoreLimits.page { return total }
        }
        return total
    }

    /// Only what is still too old, since somebody may have been there meanwhile.
    private func change(_ keys: [[DatabaseValue]], of swept: Swept, before limit: WallTime) async throws(StoreError) -> Int {
        let own = swept.key.map { "\($0) = ?" }.joined(separator: " AND ")
        return try await write("sweep", turn: .chore) { database in
            var changed = 0
            for key in keys {
                try database.run(
                    "\(swept.change) WHERE \(own) AND \(swept.condition)",
                    StatementArguments(key + [limit.milliseconds.databaseValue]))
                changed += database.changesCount
            }
            return changed
        }
    }
}
