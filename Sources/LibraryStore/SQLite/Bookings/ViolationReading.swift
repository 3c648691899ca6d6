internal import GRDB
internal import LibraryModel
internal import LibraryRules

extension HouseView {
    /// Violations that match, newest first; those too that nobody has written down yet.
    func violations(_ filter: ViolationFilter) throws -> [Violation] {
        let stored = try database.violations(filter, limit: StoreLimits.page)
        guard clock.vouched != nil else { return stored }
        let due = try filter.patron.map { [$0] }
            ?? DueLedgers(view: self, instant: now).patrons(limit: Int(Int32.max)).patrons
        let unwritten = try due.flatMap { patron in
            let ledger = try ledger(of: patron)
            let known = Set(ledger.violations.map(\.booking))
            return try settled(ledger, at: now).ledger.violations.filter { !known.contains($0.booking) }
        }
        let all = stored + unwritten.filter(filter.matches)
        return Array(all.sorted { ($0.at, $0.booking.rawValue) > ($1.at, $1.booking.rawValue) }.prefix(StoreLimits.page))
    }
}

extension ViolationFilter {
    /// Whether all that is given holds.
    func matches(_ violation: Violation) -> Bool {
        booking.map { $0 == violation.booking } ?? true && patron.map { $0 == violation.patron } ?? true
            && campus.map { $0 == violation.campus } ?? true && from.map { $0 <= violation.at } ?? true
            && until.map { violation.at < $0 } ?? true && counts.map { $0 == violation.counts } ?? true
    }

    /// The same as a condition.
    fileprivate var condition: (sql: String, arguments: StatementArguments) {
        var (terms, arguments): ([String], StatementArguments) = (["at = at"], [])
        let given: [(String, (any DatabaseValueConvertible)?)] = [
            ("booking = ?", booking.map(\.description)), ("patron = ?", patron?.rawValue),
            ("campus = ?", campus.map { Int($0.rawValue) }), ("at >= ?", from?.milliseconds), ("at < ?", until?.milliseconds),
        ]
        for (term, value) in given {
            guard let value else { continue }
            terms.append(term)
            arguments += [value]
        }
        if let counts { terms.append(counts ? "waived_at IS NULL" : "waived_at IS NOT NULL") }
        return (terms.joined(separator: " AND "), arguments)
    }
}

extension Database {
    /// Newest first; nil has no limit.
    func violations(_ filter: ViolationFilter, limit: Int?) throws -> [Violation] {
        let (condition, arguments) = filter.condition
        let end = limit.map { " LIMIT \($0)" } ?? ""
        return try rows("SELECT * FROM violation WHERE \(condition) ORDER BY at DESC, booking DESC" + end, arguments)
            .map(Violation.init)
    }

    /// Makes one void; false when it is already, or is not there.
    func waive(_ booking: BookingID, with waiver: Violation.Waiver, _ offset: TimeZoneOffset) throws -> Bool {
        try run(
            "UPDATE violation SET waived_at = ?, waived_by = ?, waived_why = ? WHERE booking = ? AND waived_at IS NULL",
            [
                waiver.at.milliseconds, String(waiver.who.prefix(StoreLimits.word)),
                String(waiver.why.prefix(StoreLimits.sentence)), "\(booking)",
            ])
        guard changesCount > 0 else { return false }
        try countWaiver(of: booking, offset, by: 1)
        return true
    }
}
