/// The bounds of what a client can make the service hold.
public enum WebLimits {
    /// Those who watch streams of events at the same time; more are answered 503.
    public static let watchers = 256
    /// Of them those who come without a token; the others are for kiosks, the desk and supervisors.
    public static let publicWatchers = 200
    /// Of them those of one address.
    public static let publicWatchersEach = 20
    /// Connections that are served at the same time, those of watchers and 128 others; more wait to be accepted. The
    /// listening socket takes a few at once, so as many more may be open for a moment.
    public static let connections = watchers + 128
    /// Of them those of one address; this machine's own, from which a proxy comes, has no such limit.
    public static let connectionsEach = 64
    /// When fewer are left than these, the connection that has been idle longest is closed for each new one, and as many as
    /// are lacking at each look; where there are few connections, half of them are kept.
    public static let spareConnections = 32
    /// Only who has been idle for so long makes room.
    public static let idleRoom = Duration.seconds(1)
    /// Of the requests that are answered at the same time, as many as there are connections, so many are kept for kiosks, the
    /// desk, and patrons who are signed in; where there are few connections, half of them.
    public static let reservedRequests = 64
    /// Requests of one address, of those whom nobody knows, that are answered at the same time.
    public static let requestsEach = 64
    /// The head of the first request of a connection must be there after this time.
    public static let headPatience = Duration.seconds(10)
    /// The body of a request must be there so long after its head, and a second more for each ``bodyBytesEachSecond``.
    public static let bodyPatience = Duration.seconds(10)
    /// When the program stops, what is being answered has so long, and then its connection is closed.
    public static let stopPatience = Duration.milliseconds(500)
    /// So long the server has to end after that, and then it is left alone.
    public static let stopRest = Duration.milliseconds(200)
    /// As slow as this a body may come.
    public static let bodyBytesEachSecond = 65_536
    /// Connections that wait to be accepted; more are refused by the kernel.
    public static let waitingConnections = 256
    /// Bytes of a stream that wait for a client in the program, and as many in the kernel (which may double them).
    public static let streamBytes = 32_768
    /// A watcher that takes nothing for so long is dropped.
    public static let streamPatience = Duration.seconds(10)
    /// So often it is asked whether a watcher may still listen: its token may have been withdrawn, its session have ended.
    public static let streamWelcome = Duration.seconds(15)
    /// How long the end of a stream may take to be taken.
    public static let streamEnd = Duration.seconds(1)
    /// So long the acknowledgement of what staff did at a lane waits for its record.
    public static let recordPatience = Duration.seconds(2)
    /// So long the store is asked who somebody at the desk is, before one who was known a while ago is believed.
    public static let staffPatience = Duration.milliseconds(200)
    /// So long staff who were known are known without the store, for what lets somebody out.
    public static let staffMemory = Duration.seconds(15 * 60)
    /// Bytes of one header field.
    public static let headerFieldBytes = 4096
    /// Bytes of all header fields of a request.
    public static let headerBytes = 16_384
    /// Header fields of a request.
    public static let headerFields = 100
    /// Bytes of a body that is sent where none is read.
    public static let bodyBytes = 1024
    /// Bytes of a JSON body of a patron.
    public static let jsonBytes = 16_384
    /// Bytes of an import.
    public static let importBytes = 16 << 20
    /// Lists and objects inside one another in a JSON body.
    public static let jsonDepth = 8
    /// Fields of one object in a JSON body.
    public static let jsonFields = 32
    /// Wrong fields that one answer names.
    public static let fieldFaults = 50
    /// A connection on which nothing whole arrives for so long is closed.
    public static let idleTimeout = Duration.seconds(15)
    /// Addresses, and patrons, whose requests are counted; of more, those that asked last.
    public static let counted = 10_000
    /// Sessions whose requests are counted: 10,000 phones renew their passes every 20 s.
    public static let countedSessions = 40_000
    /// Days of use that one question about free places covers.
    public static let availabilityDays = 7
    /// Days from today, to either side, that can be asked about.
    public static let askedDays = 60
}

extension Duration {
    /// The whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
    /// The whole seconds, rounded up and at least one: what `Retry-After` says (RFC 9110 section 10.2.3).
    var secondsToWait: Int64 { max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0)) }
}
