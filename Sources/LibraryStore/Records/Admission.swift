public import LibraryModel
public import LibraryRules

/// What became of one presentation, as it now stands in the store.
public struct Admission: Hashable, Sendable {
    /// The id of the presentation.
    public let id: RecordID
    public let decision: Decision
    /// At an entry the seat that is held, new or kept; at an exit the visit that ends. Nil when there is none.
    public let seat: RecordID?
    /// What the decision was made from.
    public let facts: AdmissionFacts
    /// Whose booking it is, where the booking is known here. Show it masked only.
    public let patron: PatronID?

    public init(id: RecordID, decision: Decision, seat: RecordID?, facts: AdmissionFacts, patron: PatronID?) {
        (self.id, self.decision, self.seat, self.facts, self.patron) = (id, decision, seat, facts, patron)
    }
}
