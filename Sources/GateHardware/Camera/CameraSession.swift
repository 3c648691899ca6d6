import Glibc
import LibraryModel

/// A camera over unplugging and return: what ``V4L2Camera`` keeps behind its lock.
struct CameraSession: ~Copyable {
    /// Frames looked at in one call; a camera that sends damaged ones without end is left after these.
    static let mostFramesACall = 8

    let path: String
    let width: Int
    let height: Int
    let now: @Sendable () -> Instant
    private(set) var counts = CameraCounts()
    private var device: V4L2Device?
    private var recovery = CameraRecovery()
    private var numbers = FrameNumbers()

    init(path: String, width: Int, height: Int, now: @escaping @Sendable () -> Instant) {
        (self.path, self.width, self.height, self.now) = (path, width, height, now)
    }

    mutating func next(waitingAtMost patience: Duration) -> FrameEvent {
        let deadline = now() + patience
        if device == nil, let fault = reopen(by: deadline) { return .fault(fault) }
        do throws(CameraError) {
            if let frame = try picture(by: deadline) { return .frame(frame) }
            return recovery.fault.map(FrameEvent.fault) ?? .quiet
        } catch {
            counts.losses += 1
            recovery.failed(error)
            device = nil
            return .fault(error)
        }
    }

    /// Opens the device, or says why it is still gone. A second answer within the pause takes its time, so that whoever asks in a
    /// loop does not burn a core.
    private mutating func reopen(by deadline: Instant) -> CameraError? {
        if let fault = recovery.fault, recovery.wait(at: now()) > .zero {
            ThreadPause.rest(for: min(recovery.wait(at: now()), deadline - now()))
            if recovery.wait(at: now()) > .zero { return fault }
        }
        counts.tries += 1
        recovery.tries(at: now())
        do throws(CameraError) {
            device = try V4L2Device(path: path, width: width, height: height)
            numbers.restart()
            return nil
        } catch {
            recovery.failed(error)
            return error
        }
    }

    /// The next whole picture; nil when none comes in time, an error when none has come for too long.
    private mutating func picture(by deadline: Instant) throws(CameraError) -> Frame? {
        for _ in 0..<Self.mostFramesACall {
            guard let take = try take(within: deadline - now()) else { break }
            guard let image = take.image else {
                counts.damaged += 1
                continue
            }
            let taken = now()
            recovery.gavePicture(at: taken)
            counts.pictures += 1
            return Frame(
                image: image, taken: min(take.taken ?? taken, taken), number: numbers.number(of: take.sequence))
        }
        if recovery.isSilent(at: now()) { throw CameraError(call: "read \(path)", code: ETIMEDOUT) }
        return nil
    }

    /// One frame, with what the driver itself skipped counted.
    private mutating func take(within patience: Duration) throws(CameraError) -> V4L2Device.Take? {
        let before = device?.damaged ?? 0
        defer { counts.damaged += max(0, (device?.damaged ?? 0) - before) }
        return try device?.newest(within: patience) ?? nil
    }
}
