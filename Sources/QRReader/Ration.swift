public import Imaging
public import LibraryModel

/// How much of each frame of a camera is decoded: everything as soon as something new may be a code, and while nothing is, a
/// single step of a frame now and then, so that nothing that the look misses is missed for ever.
public struct Ration: Sendable {
    /// What is done with one frame.
    public enum Share: Hashable, Sendable {
        case nothing
        /// One step on the whole frame, and ``Ration/glimpseTook(_:)`` afterwards.
        case glimpse
        /// As many steps as the budget allows, on the likely places.
        case places
        /// As many on the whole frame.
        case whole
    }

    /// From one glimpse to the next, at least.
    public static let glimpsePeriod = Duration.milliseconds(60)
    /// Glimpses take one part of so many of the time, so that a lane before which nobody is costs as little on a slow board.
    public static let glimpsePart = 16
    /// While likely places are not read, from one try of the whole frame to the next: the code may lie beside them.
    public static let wholePeriod = Duration.milliseconds(300)

    private var lastGlimpse: Instant?
    private var untilGlimpse = Ration.glimpsePeriod
    /// When the whole frame was last tried, something was read, or the first place became likely; nil while none is.
    private var wholeFrom: Instant?

    public init() {}

    /// What the frame gets in which these places are likely. `taken` is when the frame was taken.
    public mutating func share(of frame: PixelRegion, likely places: [PixelRegion], at taken: Instant) -> Share {
        if places.isEmpty {
            wholeFrom = nil
            guard Self.isDue(lastGlimpse, untilGlimpse, at: taken) else { return .nothing }
            (lastGlimpse, untilGlimpse) = (taken, Self.glimpsePeriod)
            return .glimpse
        }
        let from = wholeFrom ?? taken
        let isWhole = places == [frame] || Self.isDue(from, Self.wholePeriod, at: taken)
        wholeFrom = isWhole ? taken : from
        return isWhole ? .whole : .places
    }

    /// The last glimpse took so long.
    public mutating func glimpseTook(_ span: Duration) { untilGlimpse = max(Self.glimpsePeriod, span * Self.glimpsePart) }

    /// Something was read in the frame that was taken then: where it was found it is looked for first.
    public mutating func found(at taken: Instant) { wholeFrom = taken }

    /// A clock that runs backwards makes everything due, so that nothing waits for it.
    private static func isDue(_ last: Instant?, _ period: Duration, at now: Instant) -> Bool {
        guard let last else { return true }
        return now < last || now - last >= period
    }
}
