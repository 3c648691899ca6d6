import Glibc
import LibraryModel

/// By how many degrees GCJ-02 differs from WGS-84 at a point given in WGS-84: the public formula on the Krasovsky
/// ellipsoid, about 250 to 650 m.
struct ChinaOffset {
    let latitude: Double
    let longitude: Double

    /// The box within which maps are drawn in GCJ-02.
    static func covers(_ point: GeoPoint) -> Bool {
        (0.8292...55.8272).contains(point.latitude) && (72.004...137.8347).contains(point.longitude)
    }

    init(at point: GeoPoint) {
        let semiMajor = 6_378_245.0
        let eccentricitySquared = 0.006_693_421_622_965_943_23
        let radians = point.latitude * .pi / 180
        let bend = 1 - eccentricitySquared * sin(radians) * sin(radians)
        let meridian = semiMajor * (1 - eccentricitySquared) / (bend * bend.squareRoot())
        let parallel = semiMajor / bend.squareRoot() * cos(radians)
        let (east, north) = (point.longitude - 105, point.latitude - 35)
        latitude = Self.metresNorth(east, north) / meridian * 180 / .pi
        longitude = Self.metresEast(east, north) / parallel * 180 / .pi
    }

    private static func metresNorth(_ east: Double, _ north: Double) -> Double {
        let trend = -100 + 2 * east + 3 * north + 0.2 * north * north + 0.1 * east * north + 0.2 * abs(east).squareRoot()
        let waves =
            20 * wave(6, east) + 20 * wave(2, east) + 20 * wave(1, north) + 40 * wave(1 / 3, north)
            + 160 * wave(1 / 12, north) + 320 * wave(1 / 30, north)
        return trend + waves * 2 / 3
    }

    private static func metresEast(_ east: Double, _ north: Double) -> Double {
        let trend = 300 + east + 2 * north + 0.1 * east * east + 0.1 * east * north + 0.1 * abs(east).squareRoot()
        let waves =
            20 * wave(6, east) + 20 * wave(2, east) + 20 * wave(1, east) + 40 * wave(1 / 3, east)
            + 150 * wave(1 / 12, east) + 300 * wave(1 / 30, east)
        return trend + waves * 2 / 3
    }

    private static func wave(_ halfTurnsPerDegree: Double, _ degrees: Double) -> Double {
        sin(halfTurnsPerDegree * degrees * .pi)
    }
}
