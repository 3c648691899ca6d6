internal import GRDB
public import LibraryModel
internal import LibraryRules

extension SQLiteStore {
    public func violations(
        _ filter: ViolationFilter, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] {
        try await read("violations") { try HouseView.reading($0, terms, clock).violations(filter) }
    }

    /// Writes all ledgers down to the clock first, so that what is shown can be waived.
    public func waive(
        _ filter: ViolationFilter, with waiver: Violation.Waiver, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] {
        try await settleAll(at: clock, under: terms)
        let offset = options.offset
        return try await write("waive") { database in
            try database.violations(filter, limit: nil).filter { try database.waive($0.booking, with: waiver, offset) }
                .map { violation in
                    var waived = violation
                    waived.waiver = waiver
                    return waived
                }
        }
    }

    /// Writes down whatever is due by now.
    func settleAll(at clock: ClockReading, under terms: HouseTerms) async throws(StoreError) {
        while try await write("settle", { try HouseView.writing($0, terms, clock).writeDownDue(at: clock.time) }) {}
    }

    public func appeal(_ appeal: Appeal) async throws(StoreError) -> AppealOutcome {
        let terms = options.terms
        return try await write("appeal") { database in
            if let terms { try database.writeDown(appeal.patron, asOf: appeal.at, under: terms) }
            if try database.row("SELECT at FROM appeal WHERE booking = ? AND patron = ?", appeal.key) != nil { return .repeated }
            let violation = try database.row(
                "SELECT at FROM violation WHERE booking = ? AND patron = ? AND waived_at IS NULL", appeal.key)
            guard violation != nil else { return .noSuchViolation }
            try database.run(
                "INSERT INTO appeal (booking, patron, at, words) VALUES (?, ?, ?, ?)",
                appeal.key + [appeal.at.milliseconds, String(appeal.words.prefix(Appeal.longestWords))])
            return .taken
        }
    }

    public func openAppeals() async throws(StoreError) -> [Appeal] {
        try await read("open appeals") { database in
            try database.rows(
                "SELECT * FROM appeal WHERE answered_at IS NULL ORDER BY at, booking LIMIT ?", [StoreLimits.page]
            ).map(Appeal.init)
        }
    }

    public func answer(
        appealAgainst booking: BookingID, with answer: Appeal.Answer
    ) async throws(StoreError) -> Bool {
        let offset = options.offset
        return try await write("answer appeal") { try $0.answer(appealAgainst: booking, with: answer, offset) }
    }
}

extension Database {
    /// A granted one waives its violation. False when there is none or it has been answered.
    func answer(
        appealAgainst booking: BookingID, with answer: Appeal.Answer, _ offset: TimeZoneOffset
    ) throws -> Bool {
        let (who, words) = (String(answer.who.prefix(StoreLimits.word)), String(answer.words.prefix(StoreLimits.sentence)))
        try run(
            """
            UPDATE appeal SET answered_at = ?, answered_by = ?, granted = ?, answer = ?
            WHERE booking = ? AND answered_at IS NULL
            """, [answer.at.milliseconds, who, answer.isGranted ? 1 : 0, words, "\(booking)"])
        guard changesCount > 0 else { return false }
        if answer.isGranted {
            _ = try waive(booking, with: Violation.Waiver(at: answer.at, who: who, why: words), offset)
        }
        return true
    }
}

extension Appeal {
    fileprivate var key: StatementArguments { ["\(booking)", patron.rawValue] }
}
