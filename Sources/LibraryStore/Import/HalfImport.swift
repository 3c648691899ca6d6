/// A file in the store's waiting room that is not yet all in its place: its import goes on, or was stopped.
public struct HalfImport: Hashable, Sendable {
    let number: Int
    /// `patrons` or `bookings`.
    public let kind: String
    /// All of it is there, so all of it comes in. What was stopped before that comes to nothing.
    public let isWhole: Bool
    /// Rows of the file that change something, as far as they are known.
    public let rows: Int
    /// Those that wait. An import that goes on adds or takes some with each step, so one that has as many at the next look has
    /// nobody any more.
    public let left: Int
}
