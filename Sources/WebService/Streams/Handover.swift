import LibraryModel
import NIOCore
import Synchronization

/// Hands one chunk at a time from what makes them to what writes them, so that what is not read stays where it is bounded.
final class Handover: Sendable {
    /// What is to be written.
    enum Taken: Sendable {
        case chunk(ByteBuffer)
        /// Nothing came for a while.
        case quiet
    }

    private struct State {
        var chunk: ByteBuffer?
        var isQuiet = false
        var hasEnded = false
        /// Since when a write has not returned.
        var writingSince: Instant?
    }

    /// Locked because maker, writer and timer are tasks of their own; held for a few assignments.
    private let state = Mutex(State())
    private let (there, ringThere) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let (gone, ringGone) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Waits until it is taken; false when no more is wanted.
    func give(_ chunk: ByteBuffer) async -> Bool {
        let isWanted = state.withLock { state in
            if !state.hasEnded { state.chunk = chunk }
            return !state.hasEnded
        }
        guard isWanted else { return false }
        ringThere.yield()
        var rings = gone.makeAsyncIterator()
        return await rings.next() != nil
    }

    /// Nothing came for a while: something is written to show that the stream lives.
    func beat() {
        state.withLock { $0.isQuiet = true }
        ringThere.yield()
    }

    /// What is there is still taken, and then no more.
    func end() {
        state.withLock { $0.hasEnded = true }
        ringThere.finish()
        ringGone.finish()
    }

    /// The next to be written; from here to the next call it counts as being written. Nil at the end.
    func next(now: () -> Instant) async -> Taken? {
        state.withLock { $0.writingSince = nil }
        while true {
            let (taken, hasEnded) = take(at: now())
            if let taken { return taken }
            if hasEnded { return nil }
            var rings = there.makeAsyncIterator()
            if await rings.next() == nil, !state.withLock({ $0.hasEnded }) { return nil }
        }
    }

    /// Whether a write has not returned for longer than anybody waits.
    func isStuck(at now: Instant) -> Bool {
        state.withLock { state in
            guard let since = state.writingSince else { return false }
            return now - since >= (state.hasEnded ? WebLimits.streamEnd : WebLimits.streamPatience)
        }
    }

    private func take(at now: Instant) -> (Taken?, hasEnded: Bool) {
        let (taken, hasEnded): (Taken?, Bool) = state.withLock { state in
            defer { (state.chunk, state.isQuiet) = (nil, false) }
            let taken: Taken? = state.chunk.map(Taken.chunk) ?? (state.isQuiet ? .quiet : nil)
            // The end itself has to be written too.
            if taken != nil || state.hasEnded { state.writingSince = now }
            return (taken, state.hasEnded)
        }
        if case .chunk? = taken { ringGone.yield() }
        return (taken, hasEnded)
    }
}
