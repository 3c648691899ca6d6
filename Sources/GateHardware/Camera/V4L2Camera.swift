public import LibraryModel
import Synchronization

/// A camera of this machine through V4L2: a USB camera, an HDMI grabber, the kernel's test driver.
///
/// It opens its device at the first call, and again by itself, at most once a second, when it was unplugged, failed, or has
/// sent no picture for two seconds. What is wrong meanwhile is said on every call.
public final class V4L2Camera: FrameSource {
    // A lock, since FrameSource is asked and closed from plain threads that may block; held while a frame is waited for, so
    // close() takes up to that call's patience.
    private let session: Mutex<CameraSession?>

    /// `path` is a device or a link to one, such as those in `/dev/v4l/by-id`, which keep their names when plugs change.
    /// The picture is as near to `width` by `height` as the device goes. `now` is the monotonic clock, in which frames are
    /// stamped too: CLOCK_MONOTONIC.
    public init(path: String, width: Int = 1280, height: Int = 720, now: @escaping @Sendable () -> Instant) {
        session = Mutex(CameraSession(path: path, width: width, height: height, now: now))
    }

    public func next(waitingAtMost patience: Duration) -> FrameEvent {
        session.withLock { $0?.next(waitingAtMost: patience) ?? .ended }
    }

    public func close() {
        session.withLock { $0 = nil }
    }

    /// What the camera has done; all zero once it is closed.
    public var counts: CameraCounts {
        session.withLock { $0?.counts ?? CameraCounts() }
    }
}
