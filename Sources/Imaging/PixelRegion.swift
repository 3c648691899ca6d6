/// An upright rectangle of whole pixels, `width` by `height` from its top left corner.
public struct PixelRegion: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// The whole of a picture.
    public init(_ image: LumaImage) { self.init(x: 0, y: 0, width: image.width, height: image.height) }

    public var area: Int { width * height }

    /// Whether the two share at least one pixel.
    public func touches(_ other: Self) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }

    /// The smallest region that holds both.
    public func union(_ other: Self) -> Self {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return Self(
            x: left, y: top, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }

    /// What of this region, grown by `margin` on every side, lies on a picture of the given size; nil when nothing does.
    public func grown(by margin: Int, within width: Int, _ height: Int) -> Self? {
        let (left, top) = (max(0, x - margin), max(0, y - margin))
        let (right, bottom) = (min(width, x + self.width + margin), min(height, y + self.height + margin))
        guard left < right, top < bottom else { return nil }
        return Self(x: left, y: top, width: right - left, height: bottom - top)
    }
}
