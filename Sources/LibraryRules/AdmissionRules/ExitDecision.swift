import LibraryModel

/// Exit always admits, whatever is shown and whatever is wrong (R14, R21, design invariant 2). The only question is
/// whether it ends a visit that is known here.
func decideExit(_ facts: AdmissionFacts) -> Decision {
    let circumstances = facts.circumstances
    guard circumstances.pass.verified != nil, let visit = facts.records.visit, visit.stage == .inside,
        visit.campus == circumstances.campus
    else { return Decision(.exitUnmatched) }
    return Decision(.exit)
}
