import LibraryModel
import LibraryRules

/// A piece of ground near 31.2 N 121.5 E measured in metres east and north of that point, for fences and fixes.
enum Ground {
    static let origin = point(31.2, 121.5)

    /// Metres of a degree there, as GeographicLib reckons them.
    private static let north = 110_873.0
    private static let east = 95_304.0

    static func at(_ east: Double, _ north: Double) -> GeoPoint {
        point(origin.latitude + north / Self.north, origin.longitude + east / Self.east)
    }

    static func polygon(_ corners: [(Double, Double)]) -> Geofence {
        Geofence(shape: .polygon(corners.map { at($0.0, $0.1) }), datum: .wgs84)
    }

    static func circle(radius: Double) -> Geofence {
        Geofence(shape: .circle(centre: origin, radius: Metres(radius)), datum: .wgs84)
    }

    /// 200 m by 100 m, its south-west corner at the origin.
    static let hall = polygon([(0, 0), (200, 0), (200, 100), (0, 100)])
    /// The hall with a court of 100 m by 60 m cut out of its south side.
    static let court = polygon([(0, 0), (50, 0), (50, 60), (150, 60), (150, 0), (200, 0), (200, 100), (0, 100)])

    static func fix(
        _ east: Double, _ north: Double, accuracy: Double = 10, age: Duration = .seconds(3), datum: Datum = .wgs84
    ) -> LocationFix {
        LocationFix(point: at(east, north), accuracy: Metres(accuracy), datum: datum, age: age)
    }
}
