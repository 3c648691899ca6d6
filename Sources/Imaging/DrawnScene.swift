/// A camera's view of a phone that shows a QR symbol, described in numbers, for simulation and tests.
///
/// Every number is cut to its limit when the scene is drawn, so a scene read from a file cannot ask for too much.
public struct DrawnScene: Hashable, Sendable {
    /// A bright reflection on the phone.
    public struct Glare: Hashable, Sendable {
        /// Place on the symbol, 0 to 1 from its left and its top edge.
        public var x: Double
        public var y: Double
        /// Distance in pixels at which it has faded to a third, 1 to 500.
        public var radius: Double
        /// Grey levels added in its middle, 0 to 400; from about 250 everything under it is white.
        public var strength: Double

        public init(x: Double, y: Double, radius: Double, strength: Double) {
            (self.x, self.y, self.radius, self.strength) = (x, y, radius, strength)
        }
    }

    /// Pixels of the frame, 16 to 4096 each.
    public var width = 640
    public var height = 480
    /// What the phone shows; nil leaves only the background.
    public var symbol: ModuleGrid?
    /// Pixels a module in the middle of the symbol, 0.25 to 64.
    public var moduleSize = 4.0
    /// The middle of the symbol in parts of the frame, -1 to 2; 0.5 and 0.5 is the middle.
    public var centreX = 0.5
    public var centreY = 0.5
    /// Degrees clockwise in the plane of the frame.
    public var rotation = 0.0
    /// Degrees by which the phone's right edge is turned away, -75 to 75.
    public var tilt = 0.0
    /// Standard deviation in pixels of the lens's blur, 0 to 16.
    public var blur = 0.0
    /// Pixels that the picture moves during the exposure, 0 to 64, and in which direction, in degrees clockwise from right.
    public var motion = 0.0
    public var motionDirection = 0.0
    /// Standard deviation in grey levels of the sensor's noise, 0 to 64.
    public var noise = 0.0
    /// Grey levels of the screen where it is light and where it is dark, 0 to 255. 230 and 20 is a bright screen in a
    /// lit hall, 80 and 40 a dim one, 250 and 200 one washed out.
    public var light = 230.0
    public var dark = 20.0
    /// Dark mode: light modules on a dark screen.
    public var isInverted = false
    public var glare: Glare?
    /// Mean grey level of what is behind the phone, 0 to 255.
    public var background = 110.0
    /// Shapes drawn behind the phone, 0 to 500.
    public var clutter = 0

    /// A frame with nothing special about it: upright, sharp, without noise.
    public init(_ symbol: ModuleGrid?) { self.symbol = symbol }
}
