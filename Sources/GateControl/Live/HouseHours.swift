public import GateHardware
public import LibraryModel
public import LibraryStore

/// The hours of the campuses with the dated exceptions that staff have set since the start (R21), for screens and for the
/// closing reset. Admissions do not ask here: their transaction reads the exceptions itself.
public actor HouseHours {
    /// How old the exceptions may be.
    static let refreshEvery: Duration = .seconds(30)

    private let bookings: (any BookingStore)?
    private let time: any TimeSource
    /// What the store said last.
    private var exceptions: [DatedException] = []
    private var askedAt: Instant?

    /// Without `bookings` the hours are those of the settings.
    public init(bookings: (any BookingStore)?, time: any TimeSource) { (self.bookings, self.time) = (bookings, time) }

    /// The hours of a campus; while the store does not answer, with the exceptions that were known last.
    public func hours(of campus: Campus) async -> OpeningHours {
        await refresh()
        return campus.hours.with(exceptions.filter { $0.campus == campus.id })
    }

    private func refresh() async {
        let now = time.now()
        guard let bookings, askedAt.map({ now - $0 >= Self.refreshEvery }) ?? true else { return }
        askedAt = now
        if let known = try? await bookings.exceptions() { exceptions = known }
    }
}
