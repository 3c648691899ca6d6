import GateHardware
import Glibc
import Imaging
import LibraryModel
import Synchronization

/// A camera of the demonstration: it sees nobody until a phone is held before it, and costs nothing meanwhile.
final class DemoCamera: FrameSource {
    /// From one frame to the next while somebody stands there.
    static let period = Duration.milliseconds(66)
    /// How often the waiting thread looks; it does not hurry, a person has only just pressed a button.
    private static let look: UInt32 = 15_000

    private struct State {
        var frames: [LumaImage] = []
        var given = 0
        var isClosed = false
    }

    private let time: any TimeSource
    /// Locked because the reading thread and the web service both come; held for a few assignments.
    private let state = Mutex(State())

    init(time: any TimeSource) {
        self.time = time
        // One look into the empty hall, so that the lane says that its camera sees.
        state.withLock { $0.frames = [LumaImage(width: 640, height: 480, filled: 110)] }
    }

    /// These frames come next, in the place of any that have not been seen.
    func hold(_ frames: [LumaImage]) { state.withLock { $0.frames = frames } }

    func next(waitingAtMost patience: Duration) -> FrameEvent {
        let deadline = time.now() + patience
        repeat {
            let event: FrameEvent? = state.withLock { state in
                if state.isClosed { return .ended }
                guard !state.frames.isEmpty else { return nil }
                defer { state.given += 1 }
                return .frame(Frame(image: state.frames.removeFirst(), taken: time.now(), number: state.given))
            }
            if let event {
                usleep(UInt32(Self.period.inMilliseconds) * 1000)
                return event
            }
            usleep(Self.look)
        } while time.now() < deadline
        return .quiet
    }

    func close() { state.withLock { $0.isClosed = true } }
}
