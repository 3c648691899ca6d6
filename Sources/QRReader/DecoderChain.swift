public import Imaging
public import LibraryModel

/// Reads the frames of one camera with a list of steps, a few of them a frame.
///
/// A search goes on from frame to frame where it stopped, and begins with the step that last succeeded. Frames in which
/// no place looks like a code cost only that look; now and then one is decoded whole all the same, so that nothing that
/// the look misses is missed for ever. Used from one thread.
public struct DecoderChain {
    /// After this many frames in which no likely place was read one is decoded whole, whatever the look at its texture says.
    public static let wholeFramePeriod = 10

    let steps: [any DecoderStep]
    private let likelyRegions: ((LumaImage) -> [PixelRegion])?
    private var costs: [Duration]
    private var inParts: StepRotation
    private var inWhole: StepRotation
    private var framesUntilWhole = 0

    /// The name of the step that read the last payload; nil before the first.
    public private(set) var lastSuccess: String?

    /// `likelyRegions` says where in a frame a code may be, an empty list for nowhere; without it each frame is decoded whole.
    public init(
        _ steps: [any DecoderStep],
        likelyRegions: ((LumaImage) -> [PixelRegion])? = { TextureMap(of: $0).likelyRegions }
    ) {
        self.steps = steps
        self.likelyRegions = likelyRegions
        costs = steps.map(\.costPerMegapixel)
        inParts = StepRotation(count: steps.count)
        inWhole = inParts
    }

    /// What the first successful step reads in the frame, largest first; empty when none of those that fit the budget did.
    ///
    /// At least one step is tried on a frame that has a likely place. A further one begins only if it should end within
    /// `budget` of the call, and no step is tried twice on a frame.
    public mutating func read(_ frame: LumaImage, budget: Duration, now: () -> Instant) -> [Payload] {
        let deadline = now() + budget
        let everything = [PixelRegion(frame)]
        let regions = likelyRegions?(frame) ?? everything
        let found: [Payload]
        if framesUntilWhole == 0 || regions == everything {
            framesUntilWhole = Self.wholeFramePeriod
            found = search([Part(image: frame, x: 0, y: 0)], \.inWhole, until: deadline, now)
        } else {
            let parts = regions.compactMap { region in
                frame.cropped(to: region).map { Part(image: $0, x: max(0, region.x), y: max(0, region.y)) }
            }
            found = parts.isEmpty ? [] : search(parts, \.inParts, until: deadline, now)
            if !found.isEmpty { framesUntilWhole = Self.wholeFramePeriod }
        }
        framesUntilWhole -= 1
        return found
    }

    /// Tries steps on all the parts until one reads something, the time is up or each has had its turn.
    private mutating func search(
        _ parts: [Part], _ rotation: WritableKeyPath<Self, StepRotation>, until deadline: Instant, _ now: () -> Instant
    ) -> [Payload] {
        let megapixels = Double(parts.reduce(0) { $0 + $1.image.pixels.count }) / 1_000_000
        var begun = now()
        for attempt in steps.indices {
            guard let step = self[keyPath: rotation].next,
                attempt == 0 || begun + costs[step] * megapixels <= deadline
            else { return [] }
            let found = parts.flatMap { $0.read(with: steps[step]) }
            let ended = now()
            learn(step, (ended - begun) / megapixels)
            begun = ended
            guard found.isEmpty else {
                inParts.succeeded(step)
                inWhole.succeeded(step)
                lastSuccess = steps[step].name
                return found.largestFirst
            }
            self[keyPath: rotation].missed()
        }
        return []
    }

    /// Moves a step's expected cost a quarter of the way to what it has just cost.
    private mutating func learn(_ step: Int, _ cost: Duration) {
        costs[step] = (costs[step] * 3 + cost) / 4
    }

    /// A piece of a frame and where its top left corner lies in it.
    private struct Part {
        let image: LumaImage
        let x: Int
        let y: Int

        func read(with step: any DecoderStep) -> [Payload] {
            step.read(image).map { $0.moved(by: x, y) }
        }
    }
}
