import LibraryModel
import Passes
import Testing

/// What a phone says about its place is taken as it is, brought into the format, and judged by the rules.
@Suite struct FixRoundingTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    private func carried(_ accuracy: Double, _ age: Duration, latitude: Double = 30.2634549) throws -> LocationFix? {
        let point = try #require(GeoPoint(latitude: latitude, longitude: -179.999996))
        let fix = LocationFix(point: point, accuracy: Metres(accuracy), datum: .wgs84, age: age)
        let old = fixture.claims
        let claims = PassClaims(
            booking: old.booking, campus: old.campus, start: old.start, length: old.length, issuedAt: old.issuedAt,
            lifetime: old.lifetime, fix: fix)
        return fixture.verifier.verify(try fixture.issuer.issue(claims)).claims?.fix
    }

    @Test(arguments: [
        (0.2, 1.0), (12.0, 12), (12.01, 13), (16_382.5, 16_383), (1e9, 16_383), (.infinity, 16_383), (0, 0), (-5, 0),
        (.nan, 0), (-.infinity, 0), (.leastNonzeroMagnitude, 1),
    ])
    func `accuracy is rounded up, cut at the end, and 0 where it makes no sense`(given: Double, kept: Double) throws {
        #expect(try carried(given, .zero)?.accuracy == Metres(kept))
    }

    @Test(arguments: [
        (Duration.zero, 0), (.milliseconds(1), 1), (.seconds(60), 60), (.milliseconds(60_001), 61), (.seconds(16_383), 16_383),
        (.milliseconds(16_382_001), 16_383), (.seconds(Int64.max), 16_383), (.seconds(-5), 0), (.seconds(Int64.min), 0),
    ])
    func `age is rounded up, cut at the end, and 0 where the phone's clock is ahead`(given: Duration, kept: Int) throws {
        #expect(try carried(5, given)?.age == .seconds(kept))
    }

    @Test func `the position is rounded to the nearest step`() throws {
        let fix = try #require(try carried(5, .zero))
        #expect(fix.point.latitude == 30.26345)
        #expect(fix.point.longitude == -180)
        #expect(try carried(5, .zero, latitude: 90)?.point.latitude == 90)
    }
}
