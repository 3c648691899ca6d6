public import Imaging
public import LibraryModel

/// What the camera of a lane sees while nobody is there, learned block by block: a place is worth decoding when it is as busy
/// as a code is and has not looked the same for a while.
///
/// It follows slow changes of the light, and what each block's noise is. A patron who stands before the hall changes nothing
/// of what is known of it, so the hall is calm again as soon as the patron has gone. What comes to stay, such as a bag or
/// another poster, belongs to the hall after ``settling``; a code never does while it is read.
public struct Backdrop: FrameLook, Sendable {
    /// What has looked the same for so long belongs to the hall. Longer than ``PresentationFilter/absence``, so that a code
    /// that is held still is searched for in every frame for as long as it counts as held.
    public static let settling = Duration.seconds(3)

    /// Nobody saw what stood there for so long.
    private static let gap = Duration.seconds(1)
    /// Frames in which every calm block has its turn.
    private static let turns = 4

    private var sides = (width: 0, height: 0)
    private var columns = 0
    private var blocks: [BackdropBlock] = []
    private var last: Instant?
    /// When each fourth of the calm blocks was learned last.
    private var learned: [Instant?] = []
    private var turn = 0

    /// Knows nothing yet: every busy place is worth decoding.
    public init() {}

    public mutating func likelyRegions(of frame: LumaImage, taken: Instant) -> [PixelRegion] {
        let map = TextureMap(of: frame)
        if sides != (frame.width, frame.height) {
            (sides, columns, last) = ((frame.width, frame.height), map.columns, nil)
            learned = Array(repeating: nil, count: Self.turns)
            blocks = Array(repeating: BackdropBlock(since: taken), count: map.columns * map.rows)
        }
        let passed = last.map { max(.zero, taken - $0) } ?? .zero
        let lesson = BackdropBlock.Lesson(after: passed, isAfterGap: passed > Self.gap)
        turn = (turn + 1) % Self.turns
        let calmLesson = BackdropBlock.Lesson(
            after: learned[turn].map { max(.zero, taken - $0) } ?? .zero, isAfterGap: passed > Self.gap)
        (last, learned[turn]) = (taken, taken)
        let pixels = frame.pixels
        var isNew = map.isBusy
        // Calm blocks are learned too, since many are busy in one frame and calm in the next; a part of them each frame.
        for index in blocks.indices where isNew[index] || index % Self.turns == turn {
            let lesson = isNew[index] ? lesson : calmLesson
            let (column, row) = (index % columns, index / columns)
            let seen = Self.pixels(pixels, from: (row * frame.width + column) * TextureMap.block, frame.width)
            if blocks[index].isHall(seen, at: taken, lesson) { isNew[index] = false }
        }
        return map.likelyRegions(among: isNew)
    }

    /// What is read is no part of the hall, even if it was taken for one.
    public mutating func wasRead(at places: [PixelRegion]) {
        guard let last, columns > 0 else { return }
        let side = TextureMap.block
        for index in blocks.indices {
            let (column, row) = (index % columns, index / columns)
            let block = PixelRegion(x: column * side, y: row * side, width: side, height: side)
            if places.contains(where: block.touches) { blocks[index].wasRead(at: last) }
        }
    }

    /// Every fourth pixel of every fourth row of a block.
    private static func pixels(_ pixels: [UInt8], from corner: Int, _ width: Int) -> BackdropBlock.Pixels {
        var seen = BackdropBlock.Pixels()
        let spacing = TextureMap.block / 4
        for row in 0..<4 {
            let start = corner + row * spacing * width
            for column in 0..<4 { seen[row * 4 + column] = Float(pixels[start + column * spacing]) }
        }
        return seen
    }
}
