public import LibraryModel
import Synchronization

/// The pictures of a folder as a camera, in name order: for trying the decoder on photographs and for gates without hardware.
///
/// Every picture is given; a reader that is slow makes the show longer. A picture that cannot be read is a fault, said once.
public final class PictureFolder: FrameSource {
    /// The most pictures that are taken from one folder; a folder with more is refused.
    public static let mostPictures = 10_000
    /// Endings of the names that count as pictures, in any case.
    public static let endings = [".png", ".jpg", ".jpeg", ".pgm", ".ppm"]

    /// How the pictures are shown.
    public struct Pace: Hashable, Sendable {
        /// From one frame to the next; zero gives each call a frame at once.
        public var interval: Duration
        /// How often each picture is given in a row, at least once.
        public var repeats: Int
        /// Begins again after the last picture instead of ending.
        public var loops: Bool

        public init(interval: Duration = .zero, repeats: Int = 1, loops: Bool = false) {
            (self.interval, self.repeats, self.loops) = (max(.zero, interval), max(1, repeats), loops)
        }

        /// `framesPerSecond` from 1 to 1000, cut to that.
        public init(framesPerSecond: Int, repeats: Int = 1, loops: Bool = false) {
            self.init(interval: .seconds(1) / min(max(1, framesPerSecond), 1000), repeats: repeats, loops: loops)
        }
    }

    // A lock, since FrameSource is asked and closed from plain threads that may block.
    private let show: Mutex<PictureShow>

    /// Lists the folder at `path`; throws when it cannot be listed or holds no pictures. `now` is the monotonic clock.
    public init(path: String, pace: Pace = Pace(), now: @escaping @Sendable () -> Instant) throws(CameraError) {
        let names = try FolderListing.names(in: path, endings: Self.endings, atMost: Self.mostPictures)
        guard !names.isEmpty else {
            throw CameraError(call: "list \(path)", code: 0, advice: "the folder holds no PNG, JPEG, PGM or PPM pictures")
        }
        show = Mutex(PictureShow(folder: path, names: names, pace: pace, now: now))
    }

    public func next(waitingAtMost patience: Duration) -> FrameEvent {
        show.withLock { $0.next(waitingAtMost: patience) }
    }

    public func close() {
        show.withLock { $0.close() }
    }
}
