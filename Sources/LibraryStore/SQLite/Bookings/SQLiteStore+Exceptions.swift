internal import GRDB
public import LibraryModel
internal import LibraryRules

extension SQLiteStore {
    public func exceptions() async throws(StoreError) -> [DatedException] {
        try await read("exceptions") { try $0.openingExceptions() }
    }

    /// While the clock cannot be trusted the exception stands and nothing is released yet.
    public func except(
        _ exception: DatedException, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Booking] {
        try await write("except") { try $0.except(exception, at: clock, under: terms) }
    }

    public func unexcept(_ campus: CampusID, _ date: CivilDate) async throws(StoreError) -> Bool {
        try await write("unexcept") { try $0.unexcept(campus, date) }
    }
}

extension Database {
    /// Sets the hours of a day; answers the bookings that were released.
    func except(_ exception: DatedException, at clock: ClockReading, under terms: HouseTerms) throws -> [Booking] {
        try put(exception)
        let view = try HouseView.writing(self, terms, clock)
        guard clock.vouched != nil else { return [] }
        let steps = try DueLedgers(view: view, instant: view.now).patronsWithout(exception)
            .flatMap { try view.writeDown($0, at: view.now) }
        return try steps.filter { $0.cause == .released(.closed) }.compactMap { try booking($0.booking) }
            .sorted { ($0.start, $0.id.rawValue) < ($1.start, $1.id.rawValue) }
    }

    /// Writes an exception in the place of the one that is there.
    func put(_ exception: DatedException) throws {
        try run(
            """
            INSERT INTO opening_exception (campus, day, opens, closes, why) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (campus, day) DO UPDATE SET opens = excluded.opens, closes = excluded.closes, why = excluded.why
            """,
            [
                Int(exception.campus.rawValue), "\(exception.date)", exception.span?.opens.milliseconds,
                exception.span?.closes.milliseconds, String(exception.why.prefix(StoreLimits.sentence)),
            ])
    }

    /// The exception of a day; nil when it has none.
    func exception(of campus: CampusID, on date: CivilDate) throws -> DatedException? {
        try row("SELECT * FROM opening_exception WHERE campus = ? AND day = ?", [Int(campus.rawValue), "\(date)"])
            .map(DatedException.init)
    }

    /// The week's hours again; false when the day was no exception.
    func unexcept(_ campus: CampusID, _ date: CivilDate) throws -> Bool {
        try run("DELETE FROM opening_exception WHERE campus = ? AND day = ?", [Int(campus.rawValue), "\(date)"])
        return changesCount > 0
    }
}
