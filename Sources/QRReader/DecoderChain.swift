public import Imaging
public import LibraryModel

/// Reads the frames of one camera with a list of steps, a few of them a frame.
///
/// A search goes on from frame to frame where it stopped, and begins with the step that last succeeded. How much of a frame
/// is decoded is a matter of its ``FrameLook`` and of the ``Ration``. Used from one thread.
public struct DecoderChain {
    let steps: [any DecoderStep]
    private var look: (any FrameLook)?
    private var ration = Ration()
    private var costs: [Duration]
    private var inParts: StepRotation
    private var inWhole: StepRotation

    /// The name of the step that read the last payload; nil before the first.
    public private(set) var lastSuccess: String?

    /// `look` says where in a frame a code may be; without it each frame is decoded whole.
    public init(_ steps: [any DecoderStep], look: (any FrameLook)? = Backdrop()) {
        (self.steps, self.look) = (steps, look)
        costs = steps.map(\.costPerMegapixel)
        inParts = StepRotation(count: steps.count)
        inWhole = inParts
    }

    /// What the first successful step reads in the frame, largest first; empty when none of those that fit the budget did.
    ///
    /// At least one step is tried on a frame that has a likely place. A further one begins only if it should end within
    /// `budget` of the call, and no step is tried twice on a frame. `taken` is when the camera took the frame.
    public mutating func read(_ frame: LumaImage, taken: Instant, budget: Duration, now: () -> Instant) -> [Payload] {
        let begun = now()
        let whole = PixelRegion(frame)
        let places = look?.likelyRegions(of: frame, taken: taken) ?? [whole]
        let found: [Payload]
        switch ration.share(of: whole, likely: places, at: taken) {
        case .nothing: return []
        case .glimpse:
            let looked = now()
            found = search([Part(image: frame, x: 0, y: 0)], \.inWhole, atMost: 1, until: looked, now)
            ration.glimpseTook(now() - looked)
        case .whole: found = search([Part(image: frame, x: 0, y: 0)], \.inWhole, until: begun + budget, now)
        case .places:
            let parts = places.compactMap { place in
                frame.cropped(to: place).map { Part(image: $0, x: max(0, place.x), y: max(0, place.y)) }
            }
            found = parts.isEmpty ? [] : search(parts, \.inParts, until: begun + budget, now)
        }
        if !found.isEmpty {
            ration.found(at: taken)
            look?.wasRead(at: found.map(\.box))
        }
        return found
    }

    /// Tries steps on all the parts until one reads something, the time is up or each has had its turn.
    private mutating func search(
        _ parts: [Part], _ rotation: WritableKeyPath<Self, StepRotation>, atMost most: Int = .max, until deadline: Instant,
        _ now: () -> Instant
    ) -> [Payload] {
        let megapixels = Double(parts.reduce(0) { $0 + $1.image.pixels.count }) / 1_000_000
        var begun = now()
        for attempt in steps.indices.prefix(most) {
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
