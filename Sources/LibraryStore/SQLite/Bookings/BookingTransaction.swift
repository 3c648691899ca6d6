internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// One submission inside its transaction: facts, decision, bookings and the memory of the submission together.
struct BookingTransaction {
    let view: HouseView
    let requests: [BookingRequest]
    let patron: PatronID
    let ids: [BookingID]
    let once: OnceKey?

    private var database: Database { view.database }

    func run() throws -> BookingOutcome {
        guard let start = requests.map(\.start).min(), let end = requests.map(\.end).max(), requests.count == ids.count else {
            throw StoreError(.other, during: "book", detail: "a submission has requests and an id for each")
        }
        let fingerprint = Fingerprint.of(try FactsText.encode(requests))
        if let once, let earlier = try earlierAnswer(once, fingerprint) { return earlier }
        try view.writeDown(patron, at: view.writingInstant)
        let facts = try view.facts(of: patron, from: start, until: end, campuses: Set(requests.map(\.campus)))
        switch decideBooking(requests, facts, under: view.terms.policy) {
        case .refused(let refusal, let request): return .refused(refusal, request: request)
        case .accepted: return .booked(try insert(fingerprint), repeated: false)
        }
    }

    /// Nil when the key is new.
    private func earlierAnswer(_ once: OnceKey, _ fingerprint: String) throws -> BookingOutcome? {
        guard let row = try database.row(
            "SELECT fingerprint, bookings FROM submission WHERE patron = ? AND word = ?", [patron.rawValue, once.word])
        else { return nil }
        guard try row.text("fingerprint") == fingerprint else { return .keyTaken }
        let made = try row.text("bookings").split(separator: " ").compactMap { BookingID($0) }
            .compactMap { try database.booking($0) }
        let settled = try view.settled(view.ledger(of: patron), at: view.now).ledger.bookings
        return .booked(made.map { booking in settled.first { $0.id == booking.id } ?? booking }, repeated: true)
    }

    private func insert(_ fingerprint: String) throws -> [Booking] {
        let bookings = zip(requests, ids).map { request, id in
            Booking(
                id: id, patron: patron, campus: request.campus, start: request.start, end: request.end, createdAt: view.now)
        }
        for booking in bookings { try booking.insert(into: database) }
        try database.note(patron, on: view.day, made: bookings.count)
        if let once {
            try database.run(
                "INSERT INTO submission (patron, word, fingerprint, bookings, at) VALUES (?, ?, ?, ?, ?)",
                [
                    patron.rawValue, once.word, fingerprint, ids.map(\.description).joined(separator: " "),
                    view.now.milliseconds,
                ])
        }
        return bookings
    }
}
