public import LibraryModel

/// The answer to one presentation. The same facts under the same policy always give the same answer.
public func decideAdmission(_ facts: AdmissionFacts, under policy: AdmissionPolicy) -> Decision {
    switch facts.circumstances.direction {
    case .entry: decideEntry(facts, under: policy)
    case .exit: decideExit(facts)
    }
}
