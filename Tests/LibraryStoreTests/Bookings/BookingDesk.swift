import LibraryModel
import LibraryRules
import LibraryStore
import Testing

/// A house that takes bookings: two campuses, some patrons, and whatever the clock shows.
struct BookingDesk {
    let store: SQLiteStore
    var terms: HouseTerms

    /// Terms of two campuses, open 08:00 to 22:00.
    static func terms(cap: Int = 300, _ change: (inout HousePolicy) -> Void = { _ in }) throws -> HouseTerms {
        var policy = HousePolicy()
        change(&policy)
        let point = try #require(GeoPoint(latitude: 31.2, longitude: 121.5))
        let span = try span("08:00", "22:00")
        let campuses = [(House.east, "east"), (House.west, "west")].map { id, slug in
            Campus(
                id: id, slug: slug, name: BilingualText(zh: slug, en: slug), cap: cap, hours: OpeningHours(daily: span),
                fence: Geofence(shape: .circle(centre: point, radius: Metres(200)), datum: .wgs84))
        }
        return HouseTerms(policy: policy, campuses: campuses)
    }

    /// In memory, or in `folder` where one is given.
    static func open(
        in folder: StoreFolder? = nil, patrons: Int = 8, cap: Int = 300, _ change: (inout HousePolicy) -> Void = { _ in }
    ) async throws -> BookingDesk {
        let terms = try terms(cap: cap, change)
        var options = SQLiteStore.Options()
        options.terms = terms
        let store = try folder.map { try $0.open { $0.terms = terms } } ?? SQLiteStore(inMemory: options)
        _ = try await store.importPatrons((1...patrons).map(House.patronRow))
        return BookingDesk(store: store, terms: terms)
    }

    /// The gate of the same house.
    var gate: House {
        var house = House(store, cap: terms.campuses[0].cap)
        house.policy = terms.policy.admission
        return house
    }

    /// What a clock on the wall shows on Saturday 21 November 2026 or on another day of that month.
    static func at(_ time: String, on day: Int = 21) -> WallTime {
        guard let local = LocalTime(rfc3339: "2026-11-\(day)T\(time)+08:00") else { preconditionFailure("\(time) is no time") }
        return local.instant
    }

    static func trusted(_ time: WallTime) -> ClockReading { ClockReading(time: time, trust: .trusted) }
    static func untrusted(_ time: WallTime) -> ClockReading { ClockReading(time: time, trust: .untrusted(lastKnown: nil)) }

    // MARK: Booking

    static func request(
        _ start: String = "09:00:00", _ end: String = "11:00:00", on day: Int = 21, at campus: CampusID = House.east
    ) -> BookingRequest {
        BookingRequest(campus: campus, start: at(start, on: day), end: at(end, on: day))
    }

    /// Patron `patron` asks for booking number `booking`.
    func book(
        _ booking: Int, patron: Int = 1, _ request: BookingRequest = request(), once: String? = nil,
        at time: WallTime = at("08:00:00")
    ) async throws(StoreError) -> BookingOutcome {
        try await store.book(
            [request], for: House.patron(patron), ids: [House.booking(booking)], once: once.flatMap { OnceKey($0) },
            at: Self.trusted(time), under: terms)
    }

    /// Bookings `1...count` of as many patrons for the same time.
    func fill(_ count: Int, _ request: BookingRequest = request()) async throws {
        for number in 1...count {
            guard case .booked = try await book(number, patron: number, request) else {
                Issue.record("booking \(number) was refused")
                return
            }
        }
    }

    func cancel(_ booking: Int, patron: Int? = 1, at time: WallTime) async throws(StoreError) -> CancelOutcome {
        try await store.cancel(House.booking(booking), by: patron.map(House.patron), at: Self.trusted(time), under: terms)
    }

    /// The hours of one day at the first campus; `closes` nil is a closed day.
    static func exception(_ opens: String = "08:00", _ closes: String?, on day: Int = 21) throws -> DatedException {
        DatedException(
            campus: House.east, date: try #require(CivilDate("2026-11-\(day)")),
            span: try closes.map { try span(opens, $0) }, why: "a holiday")
    }

    private static func span(_ opens: String, _ closes: String) throws -> OpeningHours.Span {
        let (opens, closes) = (try #require(TimeOfDay(opens)), try #require(TimeOfDay(closes)))
        return try #require(OpeningHours.Span(opens: opens, closes: closes))
    }

    // MARK: The clock

    /// Writes down whatever is due.
    func settle(at time: WallTime) async throws(StoreError) {
        while try await store.settle(at: vouched(time), under: terms) {}
    }

    /// Somebody keeps the house from one time to another, each minute.
    func watch(from first: WallTime, until last: WallTime) async throws(StoreError) {
        var time = first
        while time < last {
            try await settle(at: time)
            time = time + .seconds(60)
        }
        try await settle(at: last)
    }

    // MARK: Looking

    /// As it is stored.
    func stored(_ booking: Int) async throws -> Booking { try #require(try await store.booking(House.booking(booking))) }

    /// As it is at `time`, whoever has written it down.
    func shown(_ booking: Int, patron: Int = 1, at time: WallTime) async throws -> Booking {
        let overview = try await store.overview(of: House.patron(patron), at: Self.trusted(time), under: terms)
        return try #require(overview?.bookings.first { $0.id == House.booking(booking) })
    }

    func violations(_ filter: ViolationFilter = ViolationFilter(), at time: WallTime) async throws -> [Violation] {
        try await store.violations(filter, at: Self.trusted(time), under: terms)
    }

    /// Places taken at each begin of a booking.
    func taken(at campus: CampusID = House.east, on day: Int = 21, time: WallTime) async throws -> [BookedSpan] {
        try await store.taken(
            at: campus, from: Self.at("00:00:00", on: day), until: Self.at("00:00:00", on: day + 1), at: Self.trusted(time),
            under: terms)
    }
}
