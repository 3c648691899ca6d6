import HTTPTypes
import LibraryModel
import LibraryStore

extension WebHouse {
    /// The patron's record; whoever is no longer on the list of patrons is not signed in either.
    func overview(of patron: SignedIn, at clock: ClockReading) async throws -> PatronOverview {
        guard let overview = try await store.overview(of: patron.id, at: clock, under: terms) else { throw Refused(.signedOut) }
        return overview
    }

    /// The patron's own booking; another's is answered like one that does not exist.
    func own(_ id: String, in overview: PatronOverview, at now: WallTime) throws(Refused) -> Booking {
        guard let id = BookingID(id), let booking = overview.bookings.first(where: { $0.id == id }) else {
            throw noSuchBooking(at: now)
        }
        return booking
    }

    func noSuchBooking(at now: WallTime) -> Refused {
        Refused(.notFound, terms.answer(BookingRefusal(.noSuchBooking), at: now))
    }
}
