import GateHardware
import Glibc
import Imaging
import LibraryModel
import Synchronization

/// A camera of 30 frames a second that shows an empty hall until a phone is held before it.
///
/// It keeps the newest frame as a real one does: a reader that is late gets the one that is due at once.
final class BenchCamera: FrameSource {
    static let period = Duration.nanoseconds(33_333_333)
    /// The most frames of one phone that are remembered: two seconds of them.
    static let mostRemembered = 64

    /// One handed-over frame with a phone in it.
    struct Showing {
        /// Which of the pictures that are held up.
        let picture: Int
        let handedOver: Instant
    }

    private struct State {
        var phone: [LumaImage] = []
        /// Oldest first.
        var shown: [Showing] = []
        var last: Int64 = -1
        var isClosed = false
    }

    private let hall: [LumaImage]
    private let time = BenchTime()
    private let start: Instant
    /// Locked because the reading thread and the measurement both come; held for a few assignments.
    private let state = Mutex(State())

    init(hall: [LumaImage]) {
        self.hall = hall
        start = time.now()
    }

    /// From the next frame on, the camera sees these pictures in turn.
    func hold(_ phone: [LumaImage]) {
        state.withLock { ($0.phone, $0.shown) = (phone, []) }
    }

    /// The phone is gone. The frames in which it was seen, oldest first.
    func takeAway() -> [Showing] {
        state.withLock { state in
            state.phone = []
            return state.shown
        }
    }

    func next(waitingAtMost patience: Duration) -> FrameEvent {
        let number = waitForFrame()
        return state.withLock { state in
            guard !state.isClosed else { return .ended }
            state.last = number
            let taken = start + Self.period * Double(number)
            guard !state.phone.isEmpty else {
                return .frame(Frame(image: hall[Int(number) % hall.count], taken: taken, number: Int(number)))
            }
            let picture = state.shown.count % state.phone.count
            let image = state.phone[picture]
            if state.shown.count < Self.mostRemembered { state.shown.append(Showing(picture: picture, handedOver: time.now())) }
            return .frame(Frame(image: image, taken: taken, number: Int(number)))
        }
    }

    func close() { state.withLock { $0.isClosed = true } }

    /// The number of the newest frame that was not handed over yet.
    private func waitForFrame() -> Int64 {
        let last = state.withLock { $0.last }
        while true {
            let due = (time.now() - start).inNanoseconds / Self.period.inNanoseconds
            if due > last { return due }
            let left = (start + Self.period * Double(last + 1)) - time.now()
            usleep(UInt32(max(50, left.inNanoseconds / 1000)))
        }
    }
}
