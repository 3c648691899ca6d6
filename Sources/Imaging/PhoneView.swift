import Glibc

/// How the plane of a phone's screen falls on the frame. The plane is measured in modules from the symbol's top left corner.
struct PhoneView {
    private let middle: Double
    private let moduleSize: Double
    private let centre: (x: Double, y: Double)
    private let turn: (cos: Double, sin: Double)
    private let tilt: (cos: Double, sin: Double)
    /// Distance from the lens to the symbol's middle in pixels of the frame: that of a lens that sees 53 degrees across.
    private let distance: Double

    init(of scene: DrawnScene, side: Int, width: Int, height: Int) {
        middle = Double(side) / 2
        moduleSize = scene.moduleSize.limited(to: 0.25...64)
        centre = (scene.centreX.limited(to: -1...2) * Double(width), scene.centreY.limited(to: -1...2) * Double(height))
        turn = Self.direction(scene.rotation)
        tilt = Self.direction(scene.tilt.limited(to: -75...75))
        distance = Double(width)
    }

    /// Cosine and sine of an angle in degrees; no angle at all counts as 0.
    static func direction(_ degrees: Double) -> (cos: Double, sin: Double) {
        let radians = degrees.isFinite ? degrees.truncatingRemainder(dividingBy: 360) * .pi / 180 : 0
        return (cos(radians), sin(radians))
    }

    /// Where on the frame a point of the plane falls; far outside for one behind the lens.
    func pixel(ofModuleX x: Double, y: Double) -> (x: Double, y: Double) {
        let (u, v) = ((x - middle) * moduleSize, (y - middle) * moduleSize)
        let across = u * turn.cos - v * turn.sin
        let scale = distance / max(distance * 0.05, distance + across * tilt.sin)
        return (centre.x + across * tilt.cos * scale, centre.y + (u * turn.sin + v * turn.cos) * scale)
    }

    /// The box on the frame round a rectangle of the plane.
    func box(left: Double, top: Double, right: Double, bottom: Double) -> PixelRegion {
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)].map { pixel(ofModuleX: $0.0, y: $0.1) }
        let (columns, rows) = (corners.map { Int($0.x) }, corners.map { Int($0.y) })
        let (x, y) = (columns.min() ?? 0, rows.min() ?? 0)
        return PixelRegion(x: x, y: y, width: (columns.max() ?? 0) - x + 1, height: (rows.max() ?? 0) - y + 1)
    }

    /// Which point of the plane a point of the frame shows; nil where the frame looks past the plane.
    func module(atPixelX x: Double, y: Double) -> (x: Double, y: Double)? {
        let (right, below) = (x - centre.x, y - centre.y)
        let bend = distance * tilt.cos - right * tilt.sin
        guard bend > distance * 0.01 else { return nil }
        let across = right * distance / bend
        let down = below * (distance + across * tilt.sin) / distance
        guard distance + across * tilt.sin > distance * 0.05 else { return nil }
        return (
            (across * turn.cos + down * turn.sin) / moduleSize + middle,
            (down * turn.cos - across * turn.sin) / moduleSize + middle
        )
    }
}
