public import Imaging

extension ModuleGrid {
    /// The most pixels a module that are drawn.
    public static let mostPixelsPerModule = 64

    /// The symbol as a picture, black on white.
    ///
    /// Nil when `pixelsPerModule` is not 1 to ``mostPixelsPerModule``, `quietZone` is not 0 to ``largestQuietZone``, or
    /// the picture would be larger than ``LumaImage/largestSide``.
    public func image(pixelsPerModule: Int, quietZone: Int = ModuleGrid.quietZone) -> LumaImage? {
        guard (1...Self.mostPixelsPerModule).contains(pixelsPerModule), (0...Self.largestQuietZone).contains(quietZone)
        else { return nil }
        let size = (side + 2 * quietZone) * pixelsPerModule
        guard size <= LumaImage.largestSide else { return nil }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(size * size)
        for y in -quietZone..<side + quietZone {
            let row = (-quietZone..<side + quietZone).flatMap { x in
                repeatElement(self[x: x, y: y] ? UInt8(0) : 255, count: pixelsPerModule)
            }
            for _ in 0..<pixelsPerModule { pixels += row }
        }
        return LumaImage(width: size, height: size, pixels: pixels)
    }
}
