public import LibraryModel
import Synchronization

/// What one lane's camera gives: counted on its thread, read by whoever asks for the status.
public final class FrameTally: Sendable {
    /// What there was so far.
    public struct Counts: Hashable, Sendable {
        /// Pictures looked at since the start.
        public var frames: UInt64 = 0
        /// Over the last two seconds or so; zero when none came for longer.
        public var framesPerSecond = 0.0
        /// When a code was last read, whatever became of it.
        public var lastRead: Instant?
    }

    private struct State {
        var counts = Counts()
        var begin: Instant?
        var sinceBegin = 0
    }

    /// Over so long the rate is taken.
    static let window = Duration.seconds(2)

    /// Locked because the camera's thread writes what others read; held for a few assignments.
    private let state = Mutex(State())

    /// A tally of nothing yet.
    public init() {}

    /// A picture has been looked at, with so many fresh codes in it.
    public func count(at now: Instant, codes: Int) {
        state.withLock { state in
            state.counts.frames += 1
            if codes > 0 { state.counts.lastRead = now }
            guard let begin = state.begin, now - begin < Self.window * 2 else {
                (state.begin, state.sinceBegin) = (now, 0)
                return
            }
            state.sinceBegin += 1
            guard now - begin >= Self.window else { return }
            state.counts.framesPerSecond = Double(state.sinceBegin) / ((now - begin) / .seconds(1))
            (state.begin, state.sinceBegin) = (now, 0)
        }
    }

    /// What there is at `now`.
    public func counts(at now: Instant) -> Counts {
        state.withLock { state in
            var counts = state.counts
            if state.begin.map({ now - $0 >= Self.window * 2 }) ?? true { counts.framesPerSecond = 0 }
            return counts
        }
    }
}
