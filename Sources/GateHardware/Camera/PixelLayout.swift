public import Imaging

/// A pixel format with its sizes: what it takes to find each pixel in a frame's bytes.
public struct PixelLayout: Hashable, Sendable {
    /// The longest line that is believed, in bytes: four a pixel at the largest side.
    public static let longestLine = 4 * LumaImage.largestSide

    public let format: PixelFormat
    public let width: Int
    public let height: Int
    /// From the start of one line to the start of the next, padding included; 0 for JPEG.
    public let bytesPerLine: Int

    /// Nil unless the sides are 1 to `LumaImage.largestSide` and a line has room for its pixels.
    /// `bytesPerLine` 0 means lines without padding.
    public init?(format: PixelFormat, width: Int, height: Int, bytesPerLine: Int) {
        guard (1...LumaImage.largestSide).contains(width), (1...LumaImage.largestSide).contains(height) else { return nil }
        (self.format, self.width, self.height) = (format, width, height)
        guard let step = format.luma?.step else {
            self.bytesPerLine = 0
            return
        }
        self.bytesPerLine = bytesPerLine == 0 ? width * step : bytesPerLine
        guard (width * step...Self.longestLine).contains(self.bytesPerLine) else { return nil }
    }

    /// The bytes that hold all brightness: whole lines, but for the padding of the last. 0 for JPEG.
    public var neededBytes: Int {
        format.luma.map { (height - 1) * bytesPerLine + width * $0.step } ?? 0
    }

    /// The brightness in `bytes`; nil when they are too few, and for JPEG.
    public func luma(of bytes: Span<UInt8>) -> LumaImage? {
        guard let (start, step) = format.luma, bytes.count >= neededBytes else { return nil }
        // Read through a pointer: the length is checked once above, not at each of a million pixels.
        let pixels = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe [UInt8](unsafeUninitializedCapacity: width * height) { pixels, count in
                for row in 0..<height {
                    let line = unsafe UnsafeBufferPointer(rebasing: bytes[(row * bytesPerLine)...])
                    for column in 0..<width {
                        unsafe pixels[row * width + column] = line[start + column * step]
                    }
                }
                count = width * height
            }
        }
        return LumaImage(width: width, height: height, pixels: pixels)
    }
}
