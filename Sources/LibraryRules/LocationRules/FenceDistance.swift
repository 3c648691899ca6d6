import LibraryModel

extension Geofence.Shape {
    /// Nearer than this to the edge is on the edge, in metres: less than any fix means, more than rounding makes.
    static let edgeWidth = 0.001

    /// Metres from `point`, in the fence's datum, to the nearest ground within the fence; 0 inside and on the edge,
    /// infinite when the fence has no ground.
    func distance(to point: GeoPoint) -> Double {
        let plane = TangentPlane(at: point)
        let distance: Double
        switch self {
        case .circle(let centre, let radius):
            guard radius.value.isFinite, radius.value >= 0 else { return .infinity }
            distance = max(0, plane.position(of: centre).length - radius.value)
        case .polygon(let corners):
            distance = Self.distance(toPolygon: corners.map(plane.position))
        }
        return distance <= Self.edgeWidth ? 0 : distance
    }

    /// Metres from the origin to a polygon of any shape, concave ones included.
    private static func distance(toPolygon corners: [TangentPlane.Position]) -> Double {
        guard var previous = corners.last, corners.count >= 3 else { return .infinity }
        var nearest = Double.infinity
        var isInside = false
        for corner in corners {
            nearest = min(nearest, distance(toSideFrom: previous, to: corner))
            // A ray to the east crosses the side; the half-open comparison counts a corner on the ray once.
            if (previous.north > 0) != (corner.north > 0) {
                let share = previous.north / (previous.north - corner.north)
                if previous.east + share * (corner.east - previous.east) > 0 { isInside.toggle() }
            }
            previous = corner
        }
        return isInside ? 0 : nearest
    }

    /// Metres from the origin to the side between two corners, which may be one and the same.
    private static func distance(
        toSideFrom start: TangentPlane.Position, to end: TangentPlane.Position
    ) -> Double {
        let (east, north) = (end.east - start.east, end.north - start.north)
        let lengthSquared = east * east + north * north
        guard lengthSquared > 0 else { return start.length }
        let share = min(1, max(0, -(start.east * east + start.north * north) / lengthSquared))
        return TangentPlane.Position(east: start.east + share * east, north: start.north + share * north).length
    }
}
