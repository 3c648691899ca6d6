/// A picture being drawn: brightness without limits, in grey levels.
struct Canvas {
    let width: Int
    let height: Int
    var levels: [Float]

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        levels = Array(repeating: 0, count: width * height)
    }

    /// A slanted gradient round `level` with boxes of all shades on it, some of them ruled like print.
    mutating func paintBackground(level: Float, shapes: Int, _ chance: inout SplitMix) {
        for y in 0..<height {
            for x in 0..<width {
                levels[y * width + x] = level * (1 + 0.15 * (Float(x) / Float(width) - Float(y) / Float(height)))
            }
        }
        for _ in 0..<shapes {
            let left = Int(chance.between(-0.1, 1) * Double(width))
            let top = Int(chance.between(-0.1, 1) * Double(height))
            let right = left + Int(chance.between(0.02, 0.3) * Double(width))
            let bottom = top + Int(chance.between(0.02, 0.3) * Double(height))
            let shade = Float(chance.between(10, 245))
            let isRuled = chance.next() % 3 == 0
            for y in max(0, top)..<max(0, top, min(height, bottom)) where !isRuled || (y - top) % 12 < 5 {
                for x in max(0, left)..<max(0, left, min(width, right)) where !isRuled || (x / 7 + y / 12) % 3 > 0 {
                    levels[y * width + x] = shade
                }
            }
        }
    }

    /// A dark phone round a screen, the symbol in the middle of it; each pixel is the mean of nine points.
    mutating func paintPhone(_ symbol: ModuleGrid, _ view: PhoneView, light: Double, dark: Double, _ isInverted: Bool) {
        let (light, dark) = (Float(light), Float(dark))
        let side = Double(symbol.side)
        let (edge, above) = (6.0, max(12, side / 3))
        let rim = side / 20
        let seen = view.box(left: -edge - rim, top: -above - rim, right: side + edge + rim, bottom: side + above + rim)
        guard let ground = seen.grown(by: 2, within: width, height) else { return }
        for y in ground.y..<ground.y + ground.height {
            for x in ground.x..<ground.x + ground.width {
                var (sum, hits): (Float, Int) = (0, 0)
                for part in 0..<9 {
                    let point = view.module(
                        atPixelX: Double(x) + (Double(part % 3) + 0.5) / 3, y: Double(y) + (Double(part / 3) + 0.5) / 3)
                    guard let point, point.x > -edge - rim, point.x < side + edge + rim, point.y > -above - rim,
                        point.y < side + above + rim
                    else { continue }
                    hits += 1
                    let isScreen = point.x > -edge && point.x < side + edge && point.y > -above && point.y < side + above
                    let isDark = symbol[x: Int(point.x.rounded(.down)), y: Int(point.y.rounded(.down))]
                    sum += isScreen ? (isDark != isInverted ? dark : light) : min(dark, 25)
                }
                guard hits > 0 else { continue }
                let index = y * width + x
                levels[index] = (sum + levels[index] * Float(9 - hits)) / 9
            }
        }
    }

    /// What the sensor makes of it: noise of the given standard deviation added, then cut to whole bytes.
    func exposed(noise: Float, _ chance: inout SplitMix) -> LumaImage {
        var pixels = [UInt8](repeating: 0, count: levels.count)
        // The sum of four bytes is close to a normal distribution with a standard deviation of 147.8.
        let scale = noise / 147.8
        for index in levels.indices {
            var level = levels[index] + 0.5
            if noise > 0 {
                let bits = chance.next()
                let sum = UInt32(bits & 255) + UInt32(bits >> 8 & 255) + UInt32(bits >> 16 & 255) + UInt32(bits >> 24 & 255)
                level += (Float(sum) - 510) * scale
            }
            pixels[index] = UInt8(min(max(level, 0), 255))
        }
        guard let image = LumaImage(width: width, height: height, pixels: pixels) else {
            preconditionFailure("a canvas has the sides of a picture")
        }
        return image
    }
}
