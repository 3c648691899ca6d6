/// A picture of brightness only: one byte a pixel, 0 black to 255 white, rows top to bottom without padding.
public struct LumaImage: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// `width * height` bytes.
    public var pixels: [UInt8]

    /// The largest side that is taken from anywhere; a larger picture is refused before memory is asked for.
    public static let largestSide = 8192

    /// Nil unless both sides are 1 to ``largestSide`` and the bytes are exactly `width * height`.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height),
            pixels.count == width * height
        else { return nil }
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// A picture of one brightness. Traps on sides outside 1 to ``largestSide``: those are the caller's constants.
    public init(width: Int, height: Int, filled brightness: UInt8) {
        precondition((1...Self.largestSide).contains(width) && (1...Self.largestSide).contains(height), "sides out of range")
        (self.width, self.height) = (width, height)
        pixels = Array(repeating: brightness, count: width * height)
    }
}
