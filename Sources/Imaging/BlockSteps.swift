/// How much the brightness changes within each block of a ``TextureMap``, across and down.
struct BlockSteps {
    private let columns: Int
    private var across: [UInt32]
    private var down: [UInt32]

    /// Looks at every second row of each block. The picture is at least two pixels larger than the blocks both ways.
    init(of image: LumaImage, columns: Int, rows: Int) {
        self.columns = columns
        across = Array(repeating: 0, count: columns * rows)
        down = across
        let side = TextureMap.block
        let width = image.width
        unsafe image.pixels.withUnsafeBufferPointer { pixels in
            guard let first = pixels.baseAddress else { return }
            for row in 0..<rows {
                for y in stride(from: row * side, to: (row + 1) * side, by: 2) {
                    let line = unsafe first + y * width
                    let below = unsafe line + 2 * width
                    for column in 0..<columns {
                        let here = unsafe line + column * side
                        unsafe across[row * columns + column] &+= Self.steps(here, here + 2)
                        unsafe down[row * columns + column] &+= Self.steps(here, below + column * side)
                    }
                }
            }
        }
    }

    /// Whether the square of `wide` by `high` blocks at `corner` is busy in both directions.
    func isBusy(_ corner: Int, _ wide: Int, _ high: Int) -> Bool {
        var (horizontal, vertical): (UInt32, UInt32) = (0, 0)
        for row in 0..<high {
            for index in corner + row * columns..<corner + row * columns + wide {
                horizontal &+= across[index]
                vertical &+= down[index]
            }
        }
        let looked = UInt32(wide * high * TextureMap.block * TextureMap.block / 2)
        return min(horizontal, vertical) >= TextureMap.busyStep * looked
    }

    /// The sum of the differences between sixteen pixels and sixteen others, each less ``TextureMap/calmStep``.
    @inline(__always)
    private static func steps(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> UInt32 {
        var sum: UInt32 = 0
        for index in 0..<TextureMap.block {
            let (a, b) = unsafe (left[index], right[index])
            let step = max(a, b) &- min(a, b)
            sum &+= UInt32(max(step, TextureMap.calmStep) &- TextureMap.calmStep)
        }
        return sum
    }
}
