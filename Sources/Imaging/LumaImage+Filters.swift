extension LumaImage {
    /// Black and white by the local mean: a pixel stays white (255) unless it is darker than the mean of the square
    /// window of `radius` pixels round it by at least `offset` grey levels.
    ///
    /// Evens out a dim screen, a gradient or a washed-out one. The offset keeps noise on plain ground white.
    /// Radius is 0 to 255, offset 0 to 255; values outside are taken as the nearest of these.
    public func thresholded(radius: Int, offset: Int) -> LumaImage {
        let allowance = UInt32(offset.limited(to: 0...255))
        return mapped(radius: radius) { pixel, sum, count in
            (UInt32(pixel) &+ allowance) &* count > sum ? 255 : 0
        }
    }

    /// Sharpened: the difference from the mean of the square window of `radius` pixels is added `strength` times.
    ///
    /// Lifts modules of little over two pixels out of the blur of a lens. Strength is 0 to 16 and cut to that.
    public func unsharp(radius: Int, strength: Int) -> LumaImage {
        let gain = Float(strength.limited(to: 0...16))
        return mapped(radius: radius) { pixel, sum, count in
            let value = Float(pixel)
            let sharp = value + gain * (value - Float(Int32(truncatingIfNeeded: sum)) / Float(Int32(truncatingIfNeeded: count)))
            return UInt8(min(max(sharp + 0.5, 0), 255))
        }
    }

    /// Each pixel replaced by what `result` makes of it and of the sum and the count of its window.
    @inline(__always)
    private func mapped(radius: Int, _ result: (UInt8, UInt32, UInt32) -> UInt8) -> LumaImage {
        var copy = self
        var windows = BoxSums(of: self, radius: radius)
        var sums = [UInt32](repeating: 0, count: width)
        var counts = sums
        for y in 0..<height {
            windows.move(to: y, sums: &sums, counts: &counts)
            let (start, width) = (y * width, width)
            unsafe copy.pixels.withUnsafeMutableBufferPointer { pixels in
                unsafe sums.withUnsafeBufferPointer { sums in
                    unsafe counts.withUnsafeBufferPointer { counts in
                        for x in 0..<width {
                            unsafe pixels[start &+ x] = result(pixels[start &+ x], sums[x], counts[x])
                        }
                    }
                }
            }
        }
        return copy
    }
}
