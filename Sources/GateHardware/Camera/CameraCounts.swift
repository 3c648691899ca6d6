/// What a camera has done since it was made; for the status page and the metrics.
public struct CameraCounts: Hashable, Sendable {
    /// Pictures given.
    public var pictures = 0
    /// Frames skipped because they were damaged or too short.
    public var damaged = 0
    /// Times that the device was tried to be opened.
    public var tries = 0
    /// Times that a stream broke off or fell silent.
    public var losses = 0

    public init() {}
}
