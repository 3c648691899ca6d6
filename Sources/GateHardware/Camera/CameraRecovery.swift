public import LibraryModel

/// When a camera that failed is opened again, and what is said meanwhile. Pure: instants are handed in.
public struct CameraRecovery: Sendable {
    /// From one try to open the device to the next.
    public static let pause: Duration = .seconds(1)
    /// A stream that has given nothing for this long is opened anew.
    public static let longestSilence: Duration = .seconds(2)

    /// What is wrong; stays until a picture comes.
    public private(set) var fault: CameraError?
    private var nextTry: Instant?
    private var lastHeard: Instant?

    public init() {}

    /// How long the device must be left alone; zero when it may be opened now.
    public func wait(at now: Instant) -> Duration {
        nextTry.map { max(.zero, $0 - now) } ?? .zero
    }

    /// The device is being opened: not again within ``pause``, and its silence counts from here.
    public mutating func tries(at now: Instant) {
        nextTry = now + Self.pause
        lastHeard = now
    }

    /// Opening or streaming failed.
    public mutating func failed(_ error: CameraError) { fault = error }

    /// A picture came: all is well.
    public mutating func gavePicture(at now: Instant) {
        fault = nil
        lastHeard = now
    }

    /// Whether nothing has come for ``longestSilence``.
    public func isSilent(at now: Instant) -> Bool {
        lastHeard.map { now - $0 >= Self.longestSilence } ?? false
    }
}
