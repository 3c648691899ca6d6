/// Who writes first when several want to.
public enum WriteTurn: Int, CaseIterable, Sendable {
    /// Somebody stands at a gate, or has just gone through.
    case lane
    /// A booking, a sign-in, an act of the desk: somebody waits for an answer.
    case person
    /// What the house does by itself, a step at a time.
    case chore

    /// The most that wait. What is beyond is refused as `busy`.
    public var most: Int {
        switch self {
        case .lane: 1024
        case .person: 512
        case .chore: 64
        }
    }
}
