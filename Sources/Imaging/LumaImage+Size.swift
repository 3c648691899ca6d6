extension LumaImage {
    /// The part inside `region`, cut at the edges of the picture; nil when the region lies outside or has no pixels.
    public func cropped(to region: PixelRegion) -> LumaImage? {
        // Compared before adding, so that no coordinates from outside can overflow.
        let (left, top) = (max(0, region.x), max(0, region.y))
        guard region.width > 0, region.height > 0, left < width, top < height else { return nil }
        let (wide, high) = (min(region.width, Self.largestSide), min(region.height, Self.largestSide))
        guard region.x > -wide, region.y > -high else { return nil }
        let (right, bottom) = (min(width, region.x + wide), min(height, region.y + high))
        var cut: [UInt8] = []
        cut.reserveCapacity((right - left) * (bottom - top))
        for row in top..<bottom { cut += pixels[row * width + left..<row * width + right] }
        return LumaImage(width: right - left, height: bottom - top, pixels: cut)
    }

    /// Half the size, each pixel the rounded mean of four; an odd last column or row is left out.
    /// Nil when a side is a single pixel.
    public func halved() -> LumaImage? {
        let (wide, high) = (width / 2, height / 2)
        guard wide > 0, high > 0 else { return nil }
        var half = [UInt8](repeating: 0, count: wide * high)
        for y in 0..<high {
            for x in 0..<wide {
                let corner = 2 * y * width + 2 * x
                let four = UInt16(pixels[corner]) + UInt16(pixels[corner + 1])
                    + UInt16(pixels[corner + width]) + UInt16(pixels[corner + width + 1])
                half[y * wide + x] = UInt8((four + 2) / 4)
            }
        }
        return LumaImage(width: wide, height: high, pixels: half)
    }

    /// Twice the size, bilinear; nil when a side would pass ``largestSide``.
    ///
    /// A new pixel lies a quarter of a pixel from its nearest old one, so the weights are 9, 3, 3 and 1 sixteenths.
    public func doubled() -> LumaImage? {
        guard width <= Self.largestSide / 2, height <= Self.largestSide / 2 else { return nil }
        let wide = 2 * width
        var result = [UInt8](repeating: 0, count: 4 * width * height)
        for y in 0..<2 * height {
            let near = y / 2
            let far = min(height - 1, max(0, y % 2 == 0 ? near - 1 : near + 1))
            for x in 0..<wide {
                let close = x / 2
                let distant = min(width - 1, max(0, x % 2 == 0 ? close - 1 : close + 1))
                let sum = 9 * Int(pixels[near * width + close]) + 3 * Int(pixels[near * width + distant])
                    + 3 * Int(pixels[far * width + close]) + Int(pixels[far * width + distant])
                result[y * wide + x] = UInt8((sum + 8) / 16)
            }
        }
        return LumaImage(width: wide, height: 2 * height, pixels: result)
    }

    /// Black for white: each brightness `p` becomes `255 - p`.
    public func inverted() -> LumaImage {
        var copy = self
        for index in copy.pixels.indices { copy.pixels[index] = 255 &- copy.pixels[index] }
        return copy
    }
}
