public import LibraryModel
public import LibraryRules

extension SQLiteStore {
    public func overview(
        of patron: PatronID, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> PatronOverview? {
        try await read("overview") { database in
            try HouseView.reading(database, terms, clock).overview(of: patron)
        }
    }

    public func wouldAdmit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy
    ) async throws(StoreError) -> Decision {
        let (terms, offset) = (options.terms, options.offset)
        return try await read("would admit") { database in
            let arrival = ArrivalReading(
                database: database, circumstances: circumstances, policy: policy, terms: terms, isWriting: false)
            return decideAdmission(try arrival.read(offset).facts, under: policy)
        }
    }
}
