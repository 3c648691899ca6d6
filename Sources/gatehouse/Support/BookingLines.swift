import LibraryModel

/// Bookings as commands print them, patrons masked.
struct BookingLines: Encodable {
    /// One booking; the fields are those of the HTTP API.
    struct Line: Encodable {
        let booking, campus, patron, start, end, state, createdAt: String
        let checkedInAt, endedAt, releasedWhy: String?
    }

    let bookings: [Line]
    /// More match than were read.
    let isCut: Bool

    init(_ bookings: [Booking], isCut: Bool = false, at desk: HouseDesk) {
        self.isCut = isCut
        self.bookings = bookings.map { booking in
            let text = { (time: WallTime) in desk.text(time, at: booking.campus) }
            return Line(
                booking: "\(booking.id)", campus: desk.slug(booking.campus), patron: booking.patron.masked,
                start: text(booking.start), end: text(booking.end), state: booking.state.rawValue,
                createdAt: text(booking.createdAt), checkedInAt: booking.checkedInAt.map(text),
                endedAt: booking.endedAt.map(text), releasedWhy: booking.releasedWhy?.rawValue)
        }
    }

    /// A line each, such as `019f...  east  2026-11-21 09:00-11:00  2021****01  booked`.
    var text: String {
        bookings.map { line in
            let (day, start, end) = (line.start.prefix(10), line.start.dropFirst(11).prefix(5), line.end.dropFirst(11).prefix(5))
            return "\(line.booking)  \(line.campus)  \(day) \(start)-\(end)  \(line.patron)  \(line.state)"
        }.joined(separator: "\n")
    }

    private enum CodingKeys: CodingKey { case bookings }
}
