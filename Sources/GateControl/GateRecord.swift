public import LibraryModel
public import LibraryRules
public import LibraryStore

/// Something that happened and must be written, whatever the disk does at the moment.
public enum GateRecord: Sendable {
    /// A presentation whose lane did not wait for the store: every exit, and an entry refused because the store failed.
    case presentation(Circumstances, AdmissionPolicy, id: RecordID, seat: RecordID)
    case passedIn(seat: RecordID, at: WallTime)
    case gaveBack(seat: RecordID, at: WallTime, why: GiveBackReason)
    /// `presentation` is the exit pass that opened the lane; nil when none was shown.
    case passedOut(presentation: RecordID?, Passage)
    /// Nobody went out for this presentation, or an earlier one of the same pass counts: nothing to write, but its visit
    /// need not be remembered.
    case exitUnused(presentation: RecordID)
    case passedInUnmatched(Passage, cause: UnmatchedCause)
    case override(OverrideRecord)
    case laneEvent(LaneEventRecord)
    /// In the place of passages that were given up: who is inside is not known any more.
    case countDoubted(CampusID)
}

extension GateRecord {
    /// Whether it changes who is counted, so that the count is late until it is written.
    var isPassage: Bool {
        switch self {
        case .passedIn, .gaveBack, .passedOut, .passedInUnmatched, .countDoubted: true
        case .presentation, .exitUnused, .override, .laneEvent: false
        }
    }

    var isDoubt: Bool { if case .countDoubted = self { true } else { false } }
}
