/// What a passage out did to the count.
public enum Departure: String, Sendable, CaseIterable {
    /// The visit that the pass named has ended.
    case matched
    /// The oldest visit without a booking has ended in its stead.
    case anonymous
    /// Nobody knows whose visit it was; the count is one lower until the closing reset.
    case uncounted
    /// The count was zero already and stays zero.
    case nobodyInside = "nobody_inside"
    /// This passage was counted before.
    case repeated
}
