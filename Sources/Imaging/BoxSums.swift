/// Sums over the square window round each pixel, row by row, at a cost that does not depend on the window's size.
///
/// One running sum a column moves down the picture; a prefix sum along the row turns those into windows. Windows are cut
/// at the edges of the picture, so a mean is always one of real pixels.
struct BoxSums: ~Copyable {
    private let image: LumaImage
    private let radius: Int
    /// For each column the sum over the rows of the window.
    private var columns: [UInt32]
    /// `before[x]` is the sum of the columns left of x.
    private var before: [UInt32]
    /// The rows in the window of the row last asked for.
    private var rows = 0..<0

    /// The largest radius: with it 8192 columns of 255 over the whole window still fit 32 bits.
    static let largestRadius = 255

    /// A radius outside 0 to ``largestRadius`` is taken as the nearest of these.
    init(of image: LumaImage, radius: Int) {
        self.image = image
        self.radius = radius.limited(to: 0...Self.largestRadius)
        columns = Array(repeating: 0, count: image.width)
        before = Array(repeating: 0, count: image.width + 1)
    }

    /// How many pixels the window of a pixel in column `x` and of the row last moved to holds.
    private func count(_ x: Int) -> Int {
        (min(image.width, x + radius + 1) - max(0, x - radius)) * rows.count
    }

    /// Goes to row `y`, not above the last one asked for, and gives for each column the window's sum and its pixel count.
    mutating func move(to y: Int, sums: inout [UInt32], counts: inout [UInt32]) {
        let wanted = max(0, y - radius)..<min(image.height, y + radius + 1)
        for row in rows.upperBound..<max(rows.upperBound, wanted.upperBound) { add(row) }
        for row in rows.lowerBound..<max(rows.lowerBound, wanted.lowerBound) { subtract(row) }
        let sameHeight = wanted.count == rows.count
        rows = wanted
        if !sameHeight { for x in 0..<image.width { counts[x] = UInt32(count(x)) } }
        spread(into: &sums)
    }

    private mutating func add(_ row: Int) {
        let (start, width) = (row * image.width, image.width)
        unsafe image.pixels.withUnsafeBufferPointer { input in
            unsafe columns.withUnsafeMutableBufferPointer { columns in
                for x in 0..<width { unsafe columns[x] &+= UInt32(input[start &+ x]) }
            }
        }
    }

    private mutating func subtract(_ row: Int) {
        let (start, width) = (row * image.width, image.width)
        unsafe image.pixels.withUnsafeBufferPointer { input in
            unsafe columns.withUnsafeMutableBufferPointer { columns in
                for x in 0..<width { unsafe columns[x] &-= UInt32(input[start &+ x]) }
            }
        }
    }

    /// Turns the column sums into window sums.
    private mutating func spread(into sums: inout [UInt32]) {
        let (width, radius) = (image.width, self.radius)
        var total: UInt32 = 0
        for x in 0..<width {
            total &+= columns[x]
            before[x + 1] = total
        }
        // Three stretches, so that the long middle one has no comparisons in it.
        let edge = min(radius, width)
        let tail = max(edge, width - radius)
        for x in 0..<edge { sums[x] = before[min(width, x + radius + 1)] &- before[max(0, x - radius)] }
        unsafe before.withUnsafeBufferPointer { before in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                for x in edge..<tail { unsafe sums[x] = before[x &+ radius &+ 1] &- before[x &- radius] }
            }
        }
        for x in tail..<width { sums[x] = before[width] &- before[max(0, x - radius)] }
    }
}
