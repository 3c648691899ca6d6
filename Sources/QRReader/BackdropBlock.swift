import LibraryModel

/// What is known of one block of a ``Backdrop``: how the hall looks there, and what has stood before it since when.
///
/// Compared are sixteen pixels, less what all of them have in common: a lamp that flickers or an exposure that follows moves
/// them together, a thing that comes does not.
struct BackdropBlock: Sendable {
    typealias Pixels = SIMD16<Float>

    /// How much a frame teaches, by the time since the one before.
    struct Lesson {
        let light: Float
        let noise: Float
        /// Nobody saw what stood there meanwhile.
        let isAfterGap: Bool

        /// The light of a hall is followed within about five seconds, a sensor's noise within two.
        init(after passed: Duration, isAfterGap: Bool) {
            let seconds = Float(passed.inMilliseconds) / 1000
            (light, noise, self.isAfterGap) = (min(1, seconds / 5), min(1, seconds / 2), isAfterGap)
        }
    }

    /// Grey levels by which a block differs from itself, above twice its usual noise, and is still the same. Chosen by
    /// measurement on rendered frames, not derived, as are the next ones.
    private static let allowance: Float = 3
    /// More than this is no noise, so that a patron who stands there does not blind the block.
    private static let mostNoise: Float = 12
    /// A step of brightness of a whole block that no lamp's flicker makes.
    private static let step: Float = 32

    private var hall = Pixels()
    private var knowsHall = false
    private var recent = Pixels()
    private var since: Instant
    /// The usual difference between two looks at the same thing, in grey levels.
    private var noise: Float = 4
    /// What was seen last is taken for the hall.
    private var isSeenHall = false

    init(since: Instant) { self.since = since }

    /// Whether the block shows the hall, as far as that is known.
    mutating func isHall(_ seen: Pixels, at now: Instant, _ lesson: Lesson) -> Bool {
        let limit = Self.allowance + 2 * noise
        if knowsHall {
            let difference = Self.difference(seen, hall)
            if difference <= limit {
                noise += (min(difference, Self.mostNoise) - noise) * lesson.noise
                hall += (seen - hall) * lesson.light
                (recent, since, isSeenHall) = (seen, now, true)
                return true
            }
        }
        isSeenHall = false
        let difference = Self.difference(seen, recent)
        noise += (min(difference, Self.mostNoise) - noise) * lesson.noise
        if difference > limit || lesson.isAfterGap { (recent, since) = (seen, now) }
        if now - since >= Backdrop.settling { (hall, knowsHall, isSeenHall) = (seen, true, true) }
        return false
    }

    /// A code was read there just now.
    mutating func wasRead(at now: Instant) {
        since = now
        if isSeenHall { (knowsHall, isSeenHall) = (false, false) }
    }

    /// The mean difference between the pixels of two looks, less the one that all of them share.
    private static func difference(_ one: Pixels, _ other: Pixels) -> Float {
        let apart = one - other
        let shared = mean(apart)
        guard abs(shared) <= step else { return .infinity }
        let rest = apart - shared
        return mean(pointwiseMax(rest, -rest))
    }

    /// By halves, which the processor does at once.
    private static func mean(_ values: Pixels) -> Float {
        let eight = values.lowHalf + values.highHalf
        let four = eight.lowHalf + eight.highHalf
        let two = four.lowHalf + four.highHalf
        return (two.x + two.y) / 16
    }
}
