import LibraryModel
import LibraryRules
import Testing

@Suite("WGS-84 and GCJ-02")
struct DatumTests {
    struct Vector: Sendable {
        let wgs84: GeoPoint
        let gcj02: GeoPoint
    }

    /// The vectors of the eviltransform and pygcj tests, to seven places.
    static let vectors = [
        Vector(wgs84: point(31.1774276, 121.5272106), gcj02: point(31.1753040, 121.5315419)),
        Vector(wgs84: point(22.543847, 113.912316), gcj02: point(22.5407961, 113.9171765)),
        Vector(wgs84: point(39.911954, 116.377817), gcj02: point(39.9133455, 116.3840472)),
    ]

    @Test("the way there is the public formula, to a centimetre", arguments: vectors)
    func forward(vector: Vector) {
        let moved = vector.wgs84.converted(from: .wgs84, to: .gcj02)
        #expect(abs(moved.latitude - vector.gcj02.latitude) < 1e-7)
        #expect(abs(moved.longitude - vector.gcj02.longitude) < 1e-7)
    }

    @Test("the way back undoes it", arguments: vectors)
    func back(vector: Vector) {
        let moved = vector.gcj02.converted(from: .gcj02, to: .wgs84)
        #expect(abs(moved.latitude - vector.wgs84.latitude) < 2e-7)
        #expect(abs(moved.longitude - vector.wgs84.longitude) < 2e-7)
    }

    @Test("there and back ends within a millimetre, all over China")
    func everywhere() {
        var chance = SeededChance(seed: 5)
        var worst = 0.0
        for _ in 0..<5000 {
            let start = point(.random(in: 18...53, using: &chance), .random(in: 74...134, using: &chance))
            let there = start.converted(from: .wgs84, to: .gcj02)
            let back = there.converted(from: .gcj02, to: .wgs84)
            worst = max(worst, abs(back.latitude - start.latitude), abs(back.longitude - start.longitude))
            #expect(there != start)
        }
        #expect(worst < 1e-8, "degrees, about a millimetre")
    }

    @Test("outside of China's box they are one", arguments: [
        point(0.8291, 100), point(55.8273, 100), point(30, 72.0039), point(30, 137.8348), point(-33.9, 151.2),
        point(51.5, -0.1), point(90, 180), point(-90, -180),
    ])
    func abroad(place: GeoPoint) {
        #expect(place.converted(from: .wgs84, to: .gcj02) == place)
        #expect(place.converted(from: .gcj02, to: .wgs84) == place)
    }

    @Test("at the rim of the box the way back still ends", arguments: [
        point(0.8292, 72.004), point(55.8272, 137.8347), point(0.8292, 137.8347), point(55.8272, 72.004),
    ])
    func rim(place: GeoPoint) {
        let back = place.converted(from: .gcj02, to: .wgs84)
        #expect(abs(back.latitude - place.latitude) < 0.02 && abs(back.longitude - place.longitude) < 0.02)
    }

    @Test("a datum is kept when both are the same", arguments: Datum.allCases)
    func same(datum: Datum) {
        let place = point(31.2, 121.5)
        #expect(place.converted(from: datum, to: datum) == place)
    }
}

/// A point that the test knows to be one.
func point(_ latitude: Double, _ longitude: Double) -> GeoPoint {
    guard let point = GeoPoint(latitude: latitude, longitude: longitude) else {
        preconditionFailure("\(latitude), \(longitude) is no point")
    }
    return point
}
