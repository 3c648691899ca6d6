public import Imaging

/// What one QR symbol says, byte for byte, and where in the picture it was.
public struct Payload: Hashable, Sendable {
    /// At least one byte, at most ``largestSize``.
    public let bytes: [UInt8]
    /// The upright box round the symbol in pixels of the picture that was read; its edges may miss the outermost modules.
    public let box: PixelRegion

    /// The most characters that any symbol holds: 40-L in numeric mode (ISO/IEC 18004 table 7). Only several symbols
    /// joined (structured append) hold more, and no pass needs that.
    public static let largestSize = 7089

    /// Nil for no bytes or for more than ``largestSize``.
    public init?(bytes: [UInt8], box: PixelRegion) {
        guard (1...Self.largestSize).contains(bytes.count) else { return nil }
        (self.bytes, self.box) = (bytes, box)
    }

    private init(checked bytes: [UInt8], box: PixelRegion) { (self.bytes, self.box) = (bytes, box) }

    /// The same payload in a picture whose pixel 0, 0 lies that far left of and above this one's.
    func moved(by x: Int, _ y: Int) -> Self {
        Self(checked: bytes, box: PixelRegion(x: box.x + x, y: box.y + y, width: box.width, height: box.height))
    }

    /// The same payload in a picture in which each of this one's pixels is `times / parts` wide.
    func scaled(by times: Int, over parts: Int) -> Self {
        Self(
            checked: bytes,
            box: PixelRegion(
                x: box.x * times / parts, y: box.y * times / parts, width: box.width * times / parts,
                height: box.height * times / parts))
    }
}

extension [Payload] {
    /// Largest box first: what is held nearest to the camera. Equal boxes stay in their order.
    public var largestFirst: [Payload] { sorted { $0.box.area > $1.box.area } }
}
