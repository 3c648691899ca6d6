/// The ground that counts as being at a campus (R12), in its own datum. The edge belongs to the inside.
public struct Geofence: Hashable, Codable, Sendable {
    /// The outline of the ground.
    public enum Shape: Hashable, Codable, Sendable {
        /// At least three corners, in order round the ground, not closed by a repeat of the first.
        case polygon([GeoPoint])
        case circle(centre: GeoPoint, radius: Metres)
    }

    public let shape: Shape
    public let datum: Datum

    public init(shape: Shape, datum: Datum) { (self.shape, self.datum) = (shape, datum) }
}

extension Geofence {
    /// For whoever stands there, and vouches that the patron does too: the middle of the ground, or a corner, which belongs
    /// to it.
    public var vouchedFix: LocationFix? {
        let point: GeoPoint? = switch shape {
        case .circle(let centre, _): centre
        case .polygon(let corners): corners.first
        }
        return point.map { LocationFix(point: $0, accuracy: Metres(1), datum: datum, age: .zero) }
    }
}
