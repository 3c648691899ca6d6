/// Why somebody went in without a seat.
public enum UnmatchedCause: String, Codable, Sendable, CaseIterable {
    /// Staff opened the lane.
    case override
    /// The lane was shut and the passage sensor saw somebody nevertheless.
    case forced
    /// Both ways stood free, such as in an emergency.
    case free
}
