public import LaneControl
public import LibraryModel
public import LibraryRules

/// The buzzer of one lane, which can only be on or off: what it does when, pure. Every tone ends by itself.
public struct Buzzer: Hashable, Sendable {
    /// On, then off, so often.
    public struct Pattern: Hashable, Sendable {
        public let on: Duration
        public let off: Duration
        public let times: Int

        /// From the first sound to the last.
        public var length: Duration { (on + off) * times - off }
    }

    /// The longest that any tone may last.
    public static let longest = Duration.seconds(10)

    private struct Step: Hashable, Sendable {
        let at: Instant
        let on: Bool
    }

    private var steps: [Step] = []
    /// What sounds, or sounded last.
    public private(set) var tone: Prompt.Tone?
    public private(set) var isOn = false

    public init() {}

    /// When ``move(at:)`` must be called; nil in silence.
    public var nextDeadline: Instant? { steps.first?.at }

    /// Begins a tone in the place of the one before. An alarm is not interrupted by less.
    public mutating func start(_ new: Prompt.Tone, at now: Instant) {
        if tone == .alarm, new != .alarm, !steps.isEmpty { return }
        let pattern = new.pattern
        tone = new
        steps = (0..<pattern.times).flatMap { turn in
            let from = now + (pattern.on + pattern.off) * turn
            return [Step(at: from, on: true), Step(at: from + pattern.on, on: false)]
        }
    }

    /// Silence.
    public mutating func stop(at now: Instant) { steps = steps.isEmpty && !isOn ? [] : [Step(at: now, on: false)] }

    /// Lets time take effect; answers what the line must be now.
    public mutating func move(at now: Instant) -> Bool {
        while let step = steps.first, step.at <= now {
            isOn = step.on
            steps.removeFirst()
        }
        return isOn
    }
}

extension Prompt.Tone {
    /// The tone on a buzzer that knows no pitch: told apart by number and length.
    public var pattern: Buzzer.Pattern {
        switch self {
        case .go: Buzzer.Pattern(on: .milliseconds(70), off: .milliseconds(70), times: 2)
        case .stop: Buzzer.Pattern(on: .milliseconds(700), off: .zero, times: 1)
        case .attention: Buzzer.Pattern(on: .milliseconds(180), off: .milliseconds(180), times: 3)
        case .alarm: Buzzer.Pattern(on: .milliseconds(500), off: .milliseconds(500), times: 10)
        }
    }
}

extension LaneAlarm {
    /// How it sounds at the lane: somebody who forced a way in must be noticed, what is broken only heard of.
    public var tone: Prompt.Tone {
        if case .forcedPassage = self { .alarm } else { .attention }
    }
}
