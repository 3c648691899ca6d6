public import Imaging
public import LibraryModel

/// A camera as the reader sees it: called from one thread of its own, which it may block.
public protocol FrameSource: Sendable {
    /// The newest frame, older ones dropped; waits at most `patience`. Never throws: a camera that fails says so in
    /// the event and tries to come back on later calls.
    func next(waitingAtMost patience: Duration) -> FrameEvent
    /// Lets go of the device. Later calls of ``next(waitingAtMost:)`` answer `.ended`.
    func close()
}

/// What a camera gives.
public enum FrameEvent: Sendable {
    case frame(Frame)
    /// Nothing new within the patience; not a fault by itself.
    case quiet
    /// The camera is gone or unusable; it keeps trying to come back. Said on every call while it lasts.
    case fault(CameraError)
    /// No more frames will come, such as after the last picture of a folder.
    case ended
}

/// One picture and when it was taken.
public struct Frame: Sendable {
    public let image: LumaImage
    /// Monotonic instant of capture, the driver's where it gives one.
    public let taken: Instant
    /// Counts frames of one source from 0; gaps are dropped frames.
    public let number: Int

    public init(image: LumaImage, taken: Instant, number: Int) {
        (self.image, self.taken, self.number) = (image, taken, number)
    }
}

/// Why a camera gives no pictures.
public struct CameraError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as `open /dev/video0`.
    public let call: String
    /// The errno of the kernel; 0 where the device answered something unusable.
    public let code: Int32
    /// Plain words: what is wrong and what to do.
    public let advice: String

    public init(call: String, code: Int32, advice: String) { (self.call, self.code, self.advice) = (call, code, advice) }

    public var description: String { "\(call): \(advice) (errno \(code))" }
}
