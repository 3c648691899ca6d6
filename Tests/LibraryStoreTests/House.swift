import Foundation
import LibraryModel
import LibraryRules
import LibraryStore
import Testing

/// As a clock that is believed shows it.
func vouched(_ time: WallTime) -> VouchedTime {
    ClockReading(time: time, trust: .trusted).vouched ?? { preconditionFailure("a trusted reading is vouched for") }()
}

/// A campus, its gate and the little day on which the tests happen.
struct House {
    static let east = CampusID(rawValue: 1)
    static let west = CampusID(rawValue: 2)
    static let gate = GateID(rawValue: "east-main")
    static let lane = LaneID(rawValue: "east-in")
    /// 2026-11-21T09:00:00+08:00, when all bookings of the tests begin.
    static let nine = WallTime(milliseconds: 1_795_222_800_000)

    var store: any GateStore
    var cap = 300
    var policy = AdmissionPolicy()

    init(_ store: any GateStore, cap: Int = 300) { (self.store, self.cap) = (store, cap) }

    /// A house whose store is in memory, with patrons and their bookings `1...count`.
    static func inMemory(patrons count: Int = 3, cap: Int = 300) async throws -> House {
        let house = House(try SQLiteStore(inMemory: .init()), cap: cap)
        try await house.fill(count)
        return house
    }

    func fill(_ count: Int) async throws {
        guard count > 0 else { return }
        _ = try await store.importPatrons((1...count).map(Self.patronRow))
        _ = try await store.importBookings((1...count).map { Self.bookingRow($0) }, at: Self.nine - .hours(24))
    }

    static func patron(_ number: Int) -> PatronID {
        PatronID(rawValue: "2021" + String(100_000 + number)) ?? { preconditionFailure("a number is a patron id") }()
    }

    static func booking(_ number: Int) -> BookingID { BookingID(rawValue: UInt64(number)) }

    static func patronRow(_ number: Int) -> PatronRow {
        PatronRow(line: number + 1, patron: patron(number), name: "anna \(number)", standing: .active)
    }

    static func bookingRow(_ number: Int, cancelled: Bool = false, hours: Int = 2) -> BookingRow {
        BookingRow(
            line: number + 1, booking: booking(number), patron: patron(number), campus: east, start: nine,
            end: nine + .hours(hours), isCancelled: cancelled)
    }

    /// A record id made of a small number.
    static func id(_ number: Int, _ kind: UInt64 = 0) -> RecordID { RecordID(high: UInt64(number), low: kind) }

    func circumstances(
        _ number: Int, at time: WallTime = nine, issued: Duration = .seconds(-10), direction: Direction = .entry,
        lane: LaneID = lane, campus: CampusID = east
    ) -> Circumstances {
        let issuedAt = WallTime(seconds: (time + issued).milliseconds / 1000)
        let pass = VerifiedPass(
            id: PassID(booking: Self.booking(number), issuedAt: issuedAt), campus: Self.east, start: Self.nine,
            end: Self.nine + .hours(2), expiresAt: issuedAt + .seconds(60))
        return Circumstances(
            clock: ClockReading(time: time, trust: .trusted), gate: Self.gate, lane: lane, direction: direction,
            campus: campus, opening: Opening(opens: Self.nine - .hours(1), closes: Self.nine + .hours(13)), cap: cap,
            pass: .verified(pass), location: .inside(distance: .within))
    }

    /// Patron `number` presents a pass; the presentation gets the id `presentation`, or the patron's number.
    func present(
        _ number: Int, as presentation: Int? = nil, at time: WallTime = nine, direction: Direction = .entry,
        lane: LaneID = lane
    ) async throws(StoreError) -> Admission {
        let id = presentation ?? number
        return try await store.admit(
            circumstances(number, at: time, direction: direction, lane: lane), under: policy, id: Self.id(id, 1),
            seat: Self.id(id, 2))
    }

    /// Patron `number` presents a pass and goes in.
    @discardableResult
    func enter(_ number: Int) async throws -> RecordID {
        let seat = try #require(try await present(number).seat)
        #expect(try await store.passedIn(seat, at: Self.nine + .seconds(3)) == .changed)
        return seat
    }

    func passage(_ number: Int, at time: WallTime = nine + .hours(1)) -> Passage {
        Passage(id: Self.id(number, 3), campus: Self.east, gate: Self.gate, lane: LaneID(rawValue: "east-out"), at: time)
    }

    func occupancy() async throws -> Occupancy { try await store.occupancy(of: Self.east, cap: cap) }

    /// Inside and reserved, as one line.
    func seats() async throws -> [Int] {
        let occupancy = try await occupancy()
        return [occupancy.inside, occupancy.reserved]
    }
}
