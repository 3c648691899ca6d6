public import LibraryModel
public import LibraryRules

extension SQLiteStore: BookingStore {
    public func book(
        _ requests: [BookingRequest], for patron: PatronID, ids: [BookingID], once: OnceKey?, at clock: ClockReading,
        under terms: HouseTerms
    ) async throws(StoreError) -> BookingOutcome {
        try await write("book") { database in
            try BookingTransaction(
                view: .writing(database, terms, clock), requests: requests, patron: patron, ids: ids, once: once
            ).run()
        }
    }

    public func cancel(
        _ booking: BookingID, by patron: PatronID?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> CancelOutcome {
        try await write("cancel") { database in
            try CancelTransaction(view: .writing(database, terms, clock), id: booking, patron: patron).run()
        }
    }

    public func bookingFacts(
        of patron: PatronID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingFacts {
        try await read("booking facts") { database in
            try HouseView.reading(database, terms, clock).facts(of: patron, from: from, until: until)
        }
    }

    public func taken(
        at campus: CampusID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [BookedSpan] {
        try await read("taken") { database in
            try HouseView.reading(database, terms, clock).taken(at: campus, from: from, until: until)
        }
    }

    public func settle(at time: VouchedTime, under terms: HouseTerms) async throws(StoreError) -> Bool {
        try await write("settle", turn: .chore) { database in
            let view = try HouseView.writing(database, terms, time.reading)
            return try view.writeDownDue(at: view.writingInstant)
        }
    }
}
