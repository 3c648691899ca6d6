import LibraryModel
import Testing

@Suite("places, seats and passes")
struct PlaceTests {
    @Test("swapped and impossible coordinates are no point", arguments: [
        (121.5, 31.2), (90.0001, 0), (-90.0001, 0), (0, 180.0001), (0, -180.0001), (.nan, 0), (0, .nan), (.infinity, 0),
    ] as [(Double, Double)])
    func badPoints(latitude: Double, longitude: Double) {
        #expect(GeoPoint(latitude: latitude, longitude: longitude) == nil)
    }

    @Test("the poles and the date line are points", arguments: [
        (90, 180), (-90, -180), (0, 0), (31.2, 121.5),
    ] as [(Double, Double)])
    func points(latitude: Double, longitude: Double) {
        #expect(GeoPoint(latitude: latitude, longitude: longitude)?.latitude == latitude)
    }

    @Test("seats inside and reserved count together against the cap", arguments: [
        (299, 0, false), (298, 1, false), (299, 1, true), (300, 0, true), (300, 1, true),
    ])
    func occupancy(inside: Int, reserved: Int, isFull: Bool) {
        let occupancy = Occupancy(inside: inside, reserved: reserved, cap: 300)
        #expect(occupancy.taken == inside + reserved)
        #expect(occupancy.isFull == isFull)
    }

    @Test("a pass knows its end, its expiry and its own id")
    func claims() {
        let claims = PassClaims(
            booking: BookingID(rawValue: 7), campus: CampusID(rawValue: 1), start: WallTime(seconds: 3600),
            length: .hours(2), issuedAt: WallTime(seconds: 3000), lifetime: .seconds(60))
        #expect(claims.end == WallTime(seconds: 10_800))
        #expect(claims.expiresAt == WallTime(seconds: 3060))
        #expect(claims.id == PassID(booking: BookingID(rawValue: 7), issuedAt: WallTime(seconds: 3000)))
    }

    @Test("only six codes admit")
    func admitting() {
        #expect(
            DecisionCode.allCases.filter(\.admits) == [.entry, .reentry, .exit, .exitUnmatched, .override, .degraded])
    }
}
