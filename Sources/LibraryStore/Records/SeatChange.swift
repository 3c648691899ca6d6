/// What a report about a seat changed.
public enum SeatChange: String, Sendable, CaseIterable {
    case changed
    /// The seat was so already: a repeat.
    case unchanged
    /// There is no such seat, or it has ended in another way; nothing was counted.
    case noSuchSeat = "no_such_seat"
}
