public import LibraryModel
public import LibraryRules

extension SQLiteStore {
    public func admit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy, id: RecordID, seat: RecordID
    ) async throws(StoreError) -> Admission {
        let (policies, offset, terms) = (policies, options.offset, options.terms)
        let admission = try await write("admit", turn: .lane) { database in
            try AdmissionTransaction(
                database: database, circumstances: circumstances, policy: policies.entry(for: policy), id: id,
                newSeat: seat, offset: offset, terms: terms
            ).run()
        }
        policies.noteStored(policy)
        return admission
    }
}
