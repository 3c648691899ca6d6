/// The bounds of what a client can make the service hold.
public enum WebLimits {
    /// Connections that are served at the same time; more wait to be accepted. The listening socket takes a few at
    /// once, so as many more may be open for a moment.
    public static let connections = 128
    /// Connections that wait to be accepted; more are refused by the kernel.
    public static let waitingConnections = 256
    /// Bytes of one header field.
    public static let headerFieldBytes = 4096
    /// Bytes of all header fields of a request.
    public static let headerBytes = 16_384
    /// Header fields of a request.
    public static let headerFields = 100
    /// Bytes of a request's body; no route needs one.
    public static let bodyBytes = 1024
    /// A connection on which nothing whole arrives for so long is closed.
    public static let idleTimeout = Duration.seconds(15)
}

extension Duration {
    /// The whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
