import Glibc
import LibraryModel

/// Metres east and north of a point, on the plane that touches the WGS-84 ellipsoid there. Within 10 km of the point
/// distances are right to a twenty-thousandth; farther away they only serve to say that it is far.
struct TangentPlane {
    struct Position: Hashable {
        let east: Double
        let north: Double

        /// Metres from the origin of the plane.
        var length: Double { (east * east + north * north).squareRoot() }
    }

    private let origin: GeoPoint
    /// Radii of curvature along the meridian and across it, in metres.
    private let meridian: Double
    private let transverse: Double

    init(at origin: GeoPoint) {
        self.origin = origin
        let semiMajor = 6_378_137.0
        let eccentricitySquared = 0.006_694_379_990_14
        let sine = sin(origin.latitude * .pi / 180)
        let bend = 1 - eccentricitySquared * sine * sine
        transverse = semiMajor / bend.squareRoot()
        meridian = semiMajor * (1 - eccentricitySquared) / (bend * bend.squareRoot())
    }

    func position(of point: GeoPoint) -> Position {
        // The parallel half-way between the two points is the one whose length counts.
        let middle = (origin.latitude + point.latitude) / 2 * .pi / 180
        return Position(
            east: (point.longitude - origin.longitude) * .pi / 180 * transverse * cos(middle),
            north: (point.latitude - origin.latitude) * .pi / 180 * meridian)
    }
}
