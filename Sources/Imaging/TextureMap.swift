/// Where in a picture a code may be: blocks that are busy both across and down, as modules are and few other things.
///
/// Cheap enough for every frame (about a hundredth of a decoder's run), so an empty lane costs little. Steps in
/// brightness are taken over two pixels and every second row, and small ones are left out as noise. Modules larger than
/// a block leave single blocks calm in one direction; squares of two by two blocks are looked at as well for them.
public struct TextureMap: Sendable {
    /// Side of a block in pixels.
    public static let block = 16
    /// Steps up to this many grey levels are noise. Chosen by measurement on rendered frames, not derived.
    static let calmStep: UInt8 = 12
    /// Mean step per looked-at pixel, above ``calmStep``, from which a block is busy in a direction. Chosen likewise.
    static let busyStep: UInt32 = 3
    /// The most regions given; the largest are kept.
    public static let mostRegions = 4

    /// Blocks across and down; a strip narrower than a block at the right and at the bottom is not looked at.
    public let columns: Int
    public let rows: Int
    /// `columns * rows` values, row by row.
    public let isBusy: [Bool]

    private let width: Int
    private let height: Int

    public init(of image: LumaImage) {
        (width, height) = (image.width, image.height)
        // The last looked-at pixel of a block is compared with one two pixels on.
        columns = max(0, (image.width - 2) / Self.block)
        rows = max(0, (image.height - 2) / Self.block)
        let steps = BlockSteps(of: image, columns: columns, rows: rows)
        var busy = [Bool](repeating: false, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let (corner, high, wide) = (row * columns + column, min(2, rows - row), min(2, columns - column))
                if steps.isBusy(corner, 1, 1) { busy[corner] = true }
                guard row % 2 == 0, column % 2 == 0, steps.isBusy(corner, wide, high) else { continue }
                for y in 0..<high { for x in 0..<wide { busy[corner + y * columns + x] = true } }
            }
        }
        isBusy = busy
    }

    /// The parts of the picture worth decoding, largest first, none touching another; empty for a calm picture.
    ///
    /// A picture too small to hold two by two blocks is worth decoding whole, and so is one that is busy in most places.
    public var likelyRegions: [PixelRegion] { likelyRegions(among: isBusy) }

    /// The same where only some blocks count: `columns * rows` values as ``isBusy`` has them.
    public func likelyRegions(among counted: [Bool]) -> [PixelRegion] {
        let whole = PixelRegion(x: 0, y: 0, width: width, height: height)
        guard columns >= 2, rows >= 2 else { return [whole] }
        let parts = apart(patches(among: counted).compactMap { $0.grown(by: Self.block, within: width, height) })
        guard parts.reduce(0, { $0 + $1.area }) * 2 <= whole.area else { return [whole] }
        return Array(parts.sorted { $0.area > $1.area }.prefix(Self.mostRegions))
    }

    /// The boxes round connected blocks, corners included. A single row or column of blocks is an edge, not a code.
    private func patches(among counted: [Bool]) -> [PixelRegion] {
        var left = counted
        var found: [PixelRegion] = []
        for start in left.indices where left[start] {
            left[start] = false
            var box = PixelRegion(x: start % columns, y: start / columns, width: 1, height: 1)
            var open = [start]
            while let index = open.popLast() {
                let (x, y) = (index % columns, index / columns)
                box = box.union(PixelRegion(x: x, y: y, width: 1, height: 1))
                for row in max(0, y - 1)...min(rows - 1, y + 1) {
                    for column in max(0, x - 1)...min(columns - 1, x + 1) where left[row * columns + column] {
                        left[row * columns + column] = false
                        open.append(row * columns + column)
                    }
                }
            }
            guard box.width >= 2, box.height >= 2 else { continue }
            found.append(
                PixelRegion(
                    x: box.x * Self.block, y: box.y * Self.block, width: box.width * Self.block,
                    height: box.height * Self.block))
        }
        return found
    }

    /// The same ground in regions of which none touches another: those that do are joined until none is left.
    private func apart(_ regions: [PixelRegion]) -> [PixelRegion] {
        var result: [PixelRegion] = []
        for var region in regions {
            while let index = result.firstIndex(where: { $0.touches(region) }) {
                region = region.union(result.remove(at: index))
            }
            result.append(region)
        }
        return result
    }
}
