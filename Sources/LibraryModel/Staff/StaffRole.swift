/// What somebody of the staff is there for. Each role may do what its work needs and no more; what it may is
/// ``StaffRole/powers``.
public enum StaffRole: String, Codable, Sendable, CaseIterable {
    /// Sits beside the gate and helps whoever stands before it.
    case desk
    /// Answers for the day: may set aside what the rules have said.
    case supervisor
    /// Answers for the house.
    case administrator
}

/// One thing that staff can be allowed. The raw values are stable API.
public enum StaffPower: String, Codable, Sendable, CaseIterable {
    // At a lane.
    case admitOne = "admit_one"
    /// Let one in although the campus is full.
    case admitOverCap = "admit_over_cap"
    case letOneOut = "let_one_out"
    case hold
    case freePassage = "free_passage"
    // At a campus.
    case closeEarly = "close_early"
    case recount
    // For one patron.
    /// See who somebody is.
    case look
    case signOut = "sign_out"
    case revoke
    case waive
    case answerAppeal = "answer_appeal"
    case printPass = "print_pass"
    // For many.
    case waiveOutage = "waive_outage"
    /// Say that the clock is right: what is old by it is then deleted.
    case acceptClock = "accept_clock"
}

extension StaffRole {
    /// The least that the role's work needs: the desk helps one person at a lane; what opens a gate to everybody, changes
    /// a count or sets a rule aside asks for a supervisor, and what does so for many at once for an administrator.
    public var powers: Set<StaffPower> {
        switch self {
        case .desk: [.admitOne, .letOneOut, .hold, .look, .signOut, .printPass]
        case .supervisor:
            Self.desk.powers.union([
                .admitOverCap, .freePassage, .closeEarly, .recount, .revoke, .waive, .answerAppeal,
            ])
        case .administrator: Set(StaffPower.allCases)
        }
    }

    /// Whether the role has the power.
    public func may(_ power: StaffPower) -> Bool { powers.contains(power) }
}
