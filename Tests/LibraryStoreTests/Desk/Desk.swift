import LibraryModel
import LibraryRules
import LibraryStore
import Testing

/// The staff desk of the ``House``: Bo, a supervisor, acts.
struct Desk {
    static let bo = StaffID(rawValue: "bo") ?? { preconditionFailure("a login") }()

    let house: House
    let store: SQLiteStore
    let terms: HouseTerms

    /// `patrons` patrons with bookings from nine to eleven, at a campus that is open from eight to ten at night.
    init(_ store: SQLiteStore? = nil, patrons: Int = 3, cap: Int = 300) async throws {
        terms = try Self.terms(cap: cap)
        if let store {
            self.store = store
        } else {
            var options = SQLiteStore.Options()
            options.terms = terms
            self.store = try SQLiteStore(inMemory: options)
        }
        house = House(self.store, cap: cap)
        try await house.fill(patrons)
    }

    static func terms(cap: Int = 300) throws -> HouseTerms {
        let (opens, closes) = (try #require(TimeOfDay("08:00")), try #require(TimeOfDay("22:00")))
        let hours = OpeningHours(daily: try #require(OpeningHours.Span(opens: opens, closes: closes)))
        let centre = try #require(GeoPoint(latitude: 31.2, longitude: 121.5))
        let fence = Geofence(shape: .circle(centre: centre, radius: Metres(150)), datum: .gcj02)
        return HouseTerms(policy: HousePolicy(), campuses: [(1, "east"), (2, "west")].map { id, slug in
            Campus(
                id: CampusID(rawValue: id), slug: slug, name: BilingualText(zh: slug, en: slug), cap: cap, hours: hours,
                fence: fence)
        })
    }

    static func slip(_ number: Int, at time: WallTime = House.nine, once: String? = nil, why: String = "a test") -> ActSlip {
        ActSlip(
            id: House.id(number, 9), at: time, who: bo, role: .supervisor, why: why, once: once.flatMap(OnceKey.init))
    }

    func perform(
        _ task: DeskTask, as number: Int, at time: WallTime = House.nine, once: String? = nil, why: String = "a test"
    ) async throws(StoreError) -> ActOutcome {
        try await store.perform(
            task, by: Self.slip(number, at: time, once: once, why: why), at: ClockReading(time: time, trust: .trusted), under: terms)
    }

    /// Performs what must go well, and answers its record.
    @discardableResult
    func act(_ task: DeskTask, as number: Int, at time: WallTime = House.nine) async throws -> ActRecord {
        guard case .done(let act, false) = try await perform(task, as: number, at: time) else {
            throw Refused(task: task)
        }
        #expect(try await store.act(act.id) == act)
        return act
    }

    struct Refused: Error { let task: DeskTask }

    func inside() async throws -> Int { try await house.occupancy().inside }
}
