import GateHardware
import Glibc
import Imaging
import LibraryModel
import Synchronization

/// A camera of the demonstration: it looks into an empty hall, seldom, until a phone is held before it.
final class DemoCamera: FrameSource {
    /// From one frame to the next while somebody stands there.
    static let period = Duration.milliseconds(66)
    /// From one look into the empty hall to the next: enough for a viewfinder, and next to nothing for the processor.
    static let idlePeriod = Duration.seconds(1)
    /// How often the waiting thread looks; it does not hurry, a person has only just pressed a button.
    private static let look: UInt32 = 15_000

    private struct State {
        var frames: [LumaImage] = []
        var given = 0
        var nextLook: Instant
        var isClosed = false
    }

    private let time: any TimeSource
    private let hall: [LumaImage]
    /// Locked because the reading thread and the web service both come; held for a few assignments.
    private let state: Mutex<State>

    /// `hall` is what it sees while nobody is there, one after the other.
    init(time: any TimeSource, hall: [LumaImage]) {
        (self.time, self.hall) = (time, hall)
        state = Mutex(State(nextLook: time.now()))
    }

    /// These frames come next, in the place of any that have not been seen.
    func hold(_ frames: [LumaImage]) { state.withLock { $0.frames = frames } }

    func next(waitingAtMost patience: Duration) -> FrameEvent {
        let deadline = time.now() + patience
        repeat {
            let now = time.now()
            let (event, isPhone) = state.withLock { state -> (FrameEvent?, Bool) in
                if state.isClosed { return (.ended, false) }
                let isPhone = !state.frames.isEmpty
                guard isPhone || now >= state.nextLook else { return (nil, false) }
                defer { state.given += 1 }
                if !isPhone { state.nextLook = now + Self.idlePeriod }
                let image = isPhone ? state.frames.removeFirst() : hall[state.given % hall.count]
                return (.frame(Frame(image: image, taken: now, number: state.given)), isPhone)
            }
            if isPhone { usleep(UInt32(Self.period.inMilliseconds) * 1000) }
            if let event { return event }
            usleep(Self.look)
        } while time.now() < deadline
        return .quiet
    }

    func close() { state.withLock { $0.isClosed = true } }
}
