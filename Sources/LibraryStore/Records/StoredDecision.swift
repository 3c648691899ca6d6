public import LibraryModel
public import LibraryRules

/// A past decision and what it was made from, for replay (design invariant 7).
public struct StoredDecision: Hashable, Sendable {
    /// What is left of the facts.
    public enum Evidence: Hashable, Sendable {
        case kept(decision: Decision, facts: AdmissionFacts, policy: AdmissionPolicy)
        /// Older than facts are kept.
        case swept
        /// Written by a version whose facts this one cannot read.
        case unreadable
    }

    public let id: RecordID
    public let at: WallTime
    public let code: DecisionCode
    public let evidence: Evidence

    public init(id: RecordID, at: WallTime, code: DecisionCode, evidence: Evidence) {
        (self.id, self.at, self.code, self.evidence) = (id, at, code, evidence)
    }
}
