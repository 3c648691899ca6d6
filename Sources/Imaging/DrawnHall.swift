/// A library's hall as the camera of a lane sees it while nobody is there, for simulation and tests: shelves of books,
/// signs, a board with notices, a floor of tiles. Most of it is as busy as a code is.
public struct DrawnHall: Hashable, Sendable {
    /// Pixels of the picture, 160 to 4096 each.
    public var width = 1280
    public var height = 720
    /// Which hall: the same number is the same hall.
    public var seed: UInt64 = 1

    public init() {}

    /// The hall, a little softened by the lens, without a sensor's noise. Things are as large as at 1280 pixels across.
    public func picture() -> LumaImage {
        var chance = SplitMix(seed: seed)
        let (width, height) = (width.limited(to: 160...4096), height.limited(to: 160...4096))
        var canvas = Canvas(width: width, height: height)
        canvas.paintBackground(level: 170, shapes: 0, &chance)
        let (floor, aisle) = (height * 5 / 6, width * 11 / 20)
        for top in stride(from: 8, to: floor - 40, by: 96) {
            canvas.paintShelf(in: PixelRegion(x: 0, y: top, width: aisle, height: min(88, floor - top)), &chance)
        }
        let sign = PixelRegion(x: aisle + 24, y: 16, width: width - aisle - 48, height: 72)
        canvas.paintSign(in: sign, glyph: 40, isDark: true, &chance)
        for (column, row) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)] {
            let (wide, high) = ((width - aisle - 48) / 3, (floor - 136) / 2)
            let page = PixelRegion(
                x: aisle + 24 + column * wide, y: 112 + row * high, width: wide - 12, height: high - 12)
            canvas.paintSign(in: page, glyph: row == 0 ? 12 : 18, isDark: false, &chance)
        }
        canvas.paintTiles(below: floor, &chance)
        canvas.blur(deviation: 0.6)
        return canvas.exposed(noise: 0, &chance)
    }
}

extension Canvas {
    /// A level over a box, cut at the edges.
    fileprivate mutating func fill(_ box: PixelRegion, _ level: Float) {
        guard let box = box.grown(by: 0, within: width, height) else { return }
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width { levels[y * width + x] = level }
        }
    }

    /// Spines side by side, of all shades, with a title down each.
    fileprivate mutating func paintShelf(in box: PixelRegion, _ chance: inout SplitMix) {
        fill(box, 60)
        var x = box.x + 2
        while x < box.x + box.width - 16 {
            let (wide, high) = (Int(chance.between(9, 22)), Int(chance.between(0.72, 0.97) * Double(box.height)))
            let spine = PixelRegion(x: x, y: box.y + box.height - high, width: wide, height: high)
            let shade = Float(chance.between(30, 230))
            fill(spine, shade)
            let title = PixelRegion(x: x + 2, y: spine.y + 8, width: wide - 4, height: high - 16)
            paintText(in: title, glyph: min(9, wide - 3), level: shade > 120 ? shade - 100 : shade + 100, &chance)
            x += wide + 1
        }
    }

    /// A board with lines of text on it.
    fileprivate mutating func paintSign(in box: PixelRegion, glyph: Int, isDark: Bool, _ chance: inout SplitMix) {
        fill(box, isDark ? 40 : 235)
        let text = PixelRegion(
            x: box.x + glyph / 2, y: box.y + glyph / 2, width: box.width - glyph, height: box.height - glyph)
        paintText(in: text, glyph: glyph, level: isDark ? 225 : 30, &chance)
    }

    /// Lines of glyphs, each some strokes across and down, with gaps between words.
    private mutating func paintText(in box: PixelRegion, glyph: Int, level: Float, _ chance: inout SplitMix) {
        guard glyph >= 4 else { return }
        let (stroke, pitch) = (max(1, glyph / 8), glyph + max(2, glyph / 4))
        for top in stride(from: box.y, to: box.y + box.height - glyph + 1, by: pitch) {
            for left in stride(from: box.x, to: box.x + box.width - glyph + 1, by: pitch) where chance.next() % 8 > 0 {
                for _ in 0..<3 {
                    let down = Int(chance.between(0, Double(glyph - stroke)))
                    let across = Int(chance.between(0, Double(glyph - stroke)))
                    fill(PixelRegion(x: left, y: top + down, width: glyph, height: stroke), level)
                    fill(PixelRegion(x: left + across, y: top, width: stroke, height: glyph), level)
                }
            }
        }
    }

    /// Tiles, each of another shade, with dark joints.
    fileprivate mutating func paintTiles(below top: Int, _ chance: inout SplitMix) {
        fill(PixelRegion(x: 0, y: top, width: width, height: height - top), 70)
        for y in stride(from: top, to: height, by: 24) {
            for x in stride(from: 0, to: width, by: 48) {
                fill(PixelRegion(x: x + 2, y: y + 2, width: 46, height: 22), Float(chance.between(120, 170)))
            }
        }
    }
}
