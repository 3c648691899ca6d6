/// Which coordinates a position is given in. China's map services draw GCJ-02, up to 600 m away from WGS-84.
public enum Datum: String, Codable, Sendable, CaseIterable {
    case wgs84 = "WGS-84"
    case gcj02 = "GCJ-02"
}

/// A position on the ellipsoid, in degrees, in a datum that the neighbour says.
public struct GeoPoint: Hashable, Codable, Sendable {
    /// Degrees north, -90 to 90.
    public let latitude: Double
    /// Degrees east, -180 to 180.
    public let longitude: Double

    /// Nil when a coordinate is not a number or out of range, as swapped Chinese coordinates are.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        (self.latitude, self.longitude) = (latitude, longitude)
    }
}
