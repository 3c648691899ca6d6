/// Why a held seat was given back.
public enum GiveBackReason: String, Codable, Sendable, CaseIterable {
    /// Nobody went through in time (R13).
    case timedOut = "timed_out"
    /// The same, and the check-in is undone with it (R13, alternative).
    case undone
    case laneFault = "lane_fault"
    /// The gate restarted while the seat was held.
    case restarted
    /// The house went into emergency or hold before anybody passed.
    case houseMode = "house_mode"
}
