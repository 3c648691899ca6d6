public import LibraryModel

/// What the controller's side knows about its keeper, and what is to be done next. Pure: instants are handed in.
public struct KeeperWatch: Sendable {
    /// A quarter of what a keeper bears without a word.
    public static let beatPeriod = Duration.milliseconds(250)
    /// A beat that is not answered for so long is one to a keeper that hangs.
    public static let hangs = Duration.seconds(1)
    /// A program that is loaded from a slow card, on a board with much to do, takes its time; killing it would help nobody.
    public static let longestStart = Duration.seconds(20)
    /// The first successor comes at once; then so long after the end of the one before, doubled each time.
    public static let firstPause = Duration.milliseconds(200)
    public static let longestPause = Duration.seconds(5)
    /// One that has answered for so long was a good one: the pauses begin anew.
    public static let goodFor = Duration.seconds(10)

    /// What to do next.
    public enum Step: Hashable, Sendable {
        case start
        case beat
        /// For a reason that is told.
        case replace(String)
        case wait(until: Instant)
    }

    /// What an answer has changed.
    public enum Turn: Hashable, Sendable {
        case none
        /// The first one, so long after the keeper was started.
        case first(after: Duration)
        /// The keeper had missed some.
        case again
    }

    private enum Stand: Sendable {
        case absent(next: Instant)
        /// `began` is when it was started, `good` since when it answers; nil before its first answer.
        case there(began: Instant, good: Instant?)
    }

    private var stand = Stand.absent(next: .zero)
    private var lastBeat: Instant?
    /// Since when an answer is awaited.
    private var awaited: Instant?
    /// An order was not answered in time: nothing is awaited of the keeper until it answers again.
    private var hasMissed = false
    private var quickEnds = 0

    /// Of a board that has had no keeper yet.
    public init() {}

    /// Whether orders make sense.
    public var isAnswering: Bool {
        if case .there(_, good: .some) = stand { !hasMissed } else { false }
    }

    /// Whether an answer may be on its way.
    public var isAwaiting: Bool { awaited != nil || hasMissed }

    /// What is to be done at `now`.
    public func step(at now: Instant) -> Step {
        switch stand {
        case .absent(let next): return next <= now ? .start : .wait(until: next)
        case .there(let began, let good):
            let limit = good == nil ? began + Self.longestStart : awaited.map { $0 + Self.hangs }
            if let limit, limit <= now {
                return .replace(good == nil ? "it said nothing after its start" : "it did not answer for \(Self.hangs.inMilliseconds) ms")
            }
            let beat = lastBeat.map { $0 + Self.beatPeriod } ?? now
            return beat <= now ? .beat : .wait(until: min(beat, limit ?? beat))
        }
    }

    /// One was started.
    public mutating func started(at now: Instant) {
        stand = .there(began: now, good: nil)
        (lastBeat, awaited, hasMissed) = (nil, nil, false)
    }

    /// It was sent a beat.
    public mutating func beat(at now: Instant) {
        lastBeat = now
        awaited = awaited ?? now
    }

    /// Any answer. When the keeper did not answer before, it is told anew what its lines are to do.
    public mutating func answered(at now: Instant) -> Turn {
        guard case .there(let began, let good) = stand else { return .none }
        let turn: Turn = good == nil ? .first(after: now - began) : hasMissed ? .again : .none
        stand = .there(began: began, good: good ?? now)
        (awaited, hasMissed) = (nil, false)
        return turn
    }

    /// An order got no answer in its time.
    public mutating func missed(at now: Instant) {
        hasMissed = true
        awaited = awaited ?? now
    }

    /// It is gone, or none could be started.
    public mutating func ended(at now: Instant) {
        if case .there(_, good: .some(let good)) = stand, now - good >= Self.goodFor { quickEnds = 0 }
        let pause = quickEnds == 0 ? .zero : min(Self.firstPause * (1 << min(quickEnds - 1, 10)), Self.longestPause)
        quickEnds += 1
        stand = .absent(next: now + pause)
        (lastBeat, awaited, hasMissed) = (nil, nil, false)
    }
}
