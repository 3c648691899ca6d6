/// The kinds of what the desk's log lists: what staff did at the desk, at a shell or by a button. Stored; stable API.
public enum DeskDeed: String, Codable, Sendable, CaseIterable {
    case admitOne = "admit_one"
    case admitOverCap = "admit_over_cap"
    case letOneOut = "let_one_out"
    case holdOn = "hold_on"
    case holdOff = "hold_off"
    case freePassageOn = "free_passage_on"
    case freePassageOff = "free_passage_off"
    case closeEarly = "close_early"
    case recount
    case acceptClock = "accept_clock"
    case signOut = "sign_out"
    case revoke
    case waive
    case waiveOutage = "waive_outage"
    case answerAppeal = "answer_appeal"
    case printPass = "print_pass"
    /// Saw who somebody inside or before a lane is.
    case look
    /// Asked for the record of a patron.
    case lookUp = "look_up"

    /// Of the word that is stored; a lane's own words are known too.
    public init?(action: String) {
        switch action {
        case "release_one": self = .letOneOut
        case "open_on": self = .freePassageOn
        case "open_off": self = .freePassageOff
        default:
            guard let deed = Self(rawValue: action) else { return nil }
            self = deed
        }
    }

    /// What it takes.
    public var power: StaffPower {
        switch self {
        case .admitOne: .admitOne
        case .admitOverCap: .admitOverCap
        case .letOneOut: .letOneOut
        case .holdOn, .holdOff: .hold
        case .freePassageOn, .freePassageOff: .freePassage
        case .closeEarly: .closeEarly
        case .recount: .recount
        case .acceptClock: .acceptClock
        case .signOut: .signOut
        case .revoke: .revoke
        case .waive: .waive
        case .waiveOutage: .waiveOutage
        case .answerAppeal: .answerAppeal
        case .printPass: .printPass
        case .look, .lookUp: .look
        }
    }

    /// Whether it can be taken back. What somebody has walked through, seen or been told cannot.
    public var isUndoable: Bool {
        switch self {
        case .holdOn, .freePassageOn, .closeEarly, .recount, .revoke, .waive, .printPass: true
        case .admitOne, .admitOverCap, .letOneOut, .holdOff, .freePassageOff, .acceptClock, .signOut, .waiveOutage,
            .answerAppeal, .look, .lookUp: false
        }
    }
}
