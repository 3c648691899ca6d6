public import LibraryModel

/// The prompt for a decision, its details filled in.
///
/// - Parameters:
///   - now: the time of the presentation; a time on another day is written with its date.
///   - offset: the zone in which times are written.
///   - campusName: the name of a campus that a decision sends the patron to.
public func wording(
    for decision: Decision, at now: WallTime, offset: TimeZoneOffset = .shanghai,
    campusName: (CampusID) -> BilingualText
) -> Prompt {
    let details = PromptDetails(
        time: decision.opensAt.map { PromptTime.text($0, seenAt: now, offset: offset) },
        campus: decision.campus.map(campusName), lane: decision.lane?.rawValue)
    let row = decision.isEarlyCheckIn ? WordingRow.checkedInBeforeOpening : WordingRow.row(for: decision.code)
    return Prompt(
        code: decision.code, title: row.title.filled(with: details), next: row.next.filled(with: details),
        lamp: row.lamp, tone: row.tone)
}

extension DecisionCode {
    /// The reason in a few words without its details, for lists and reports.
    public var title: BilingualText { WordingRow.row(for: self).title.plain }

    /// The lamp that answers a presentation with this reason.
    public var lamp: Prompt.Lamp { WordingRow.row(for: self).lamp }

    /// The tone that goes with it.
    public var tone: Prompt.Tone { WordingRow.row(for: self).tone }
}

extension Decision {
    /// The house is closed yet, but the check-in counts (B10).
    fileprivate var isEarlyCheckIn: Bool { code == .closed && effects.contains(.checkIn) }
}
