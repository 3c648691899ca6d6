/// What the house as a whole is doing at a lane, stronger last.
public enum HouseMode: String, Codable, Sendable, CaseIterable {
    /// Passes decide.
    case normal
    /// Staff stopped the entry; exits open.
    case hold
    /// Staff freed both ways.
    case open
    /// The fire input is active: both ways free, nothing is decided.
    case emergency
}
