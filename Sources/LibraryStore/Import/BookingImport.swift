/// What became of a file of bookings.
public enum BookingImport: Hashable, Sendable {
    case imported(ImportCounts)
    /// Nothing was changed.
    case refused([RowProblem])
}
