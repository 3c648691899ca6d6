public import Imaging
public import LibraryModel
import Synchronization

/// Lets screens see what a lane's camera sees, so that one can aim: the newest picture, at a low rate, while somebody
/// watches. Nothing is kept: a picture that nobody takes is gone with the next one.
public final class Viewfinder: Sendable {
    /// The most screens that watch one camera.
    public static let mostWatchers = 4
    /// The shortest time between two pictures.
    public static let interval = Duration.milliseconds(200)

    private struct State {
        var watchers: [UInt64: AsyncStream<LumaImage>.Continuation] = [:]
        var last: Instant?
        var lastName: UInt64 = 0
    }

    /// Locked because the camera's thread offers what watchers take on theirs; held for a few assignments.
    private let state = Mutex(State())

    public init() {}

    /// Takes a picture if anybody wants one now; returns at once.
    public func offer(_ picture: @autoclosure () -> LumaImage, at now: Instant) {
        let watchers = state.withLock { state -> [AsyncStream<LumaImage>.Continuation] in
            guard !state.watchers.isEmpty, state.last.map({ now - $0 >= Self.interval }) ?? true else { return [] }
            state.last = now
            return Array(state.watchers.values)
        }
        guard !watchers.isEmpty else { return }
        let picture = picture()
        for watcher in watchers { watcher.yield(picture) }
    }

    /// The pictures from now on, of which the newest waits; nil when ``mostWatchers`` watch already. The watch ends when
    /// the sequence is let go of.
    public func watch() -> AsyncStream<LumaImage>? {
        let (pictures, tray) = AsyncStream.makeStream(of: LumaImage.self, bufferingPolicy: .bufferingNewest(1))
        let name = state.withLock { state -> UInt64? in
            guard state.watchers.count < Self.mostWatchers else { return nil }
            state.lastName += 1
            state.watchers[state.lastName] = tray
            return state.lastName
        }
        guard let name else { return nil }
        tray.onTermination = { [weak self] _ in self?.forget(name) }
        return pictures
    }

    /// How many watch now.
    public var watchers: Int { state.withLock { $0.watchers.count } }

    private func forget(_ name: UInt64) { _ = state.withLock { $0.watchers.removeValue(forKey: name) } }
}
