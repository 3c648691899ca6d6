internal import LibraryModel

/// Starts keepers: the program itself as a child, or one on a thread of a test.
public protocol KeeperHost: Sendable {
    /// A new one, which need not have taken its lines yet.
    func start() throws(LineError) -> StartedKeeper
    /// Puts to rest, as far as they can be had, the lines that a keeper held which is gone: its chip may have kept them on,
    /// and its successor takes its time to start.
    func restLines()
}

/// A keeper and our end of its socket.
public struct StartedKeeper: Sendable {
    public let socket: PacketSocket
    public let process: any KeeperProcess

    public init(socket: PacketSocket, process: any KeeperProcess) { (self.socket, self.process) = (socket, process) }
}

/// What a keeper runs in. Called from one thread; nothing in here waits.
public protocol KeeperProcess: Sendable {
    /// For people.
    var id: Int32 { get }
    /// Ends it, whatever it is doing.
    func kill()
    /// How it ended, in plain words; nil while it runs.
    func ending() -> String?
}

/// What happens to the keeper, for the log.
public enum KeeperNews: Hashable, Sendable, CustomStringConvertible {
    /// Keeper `id` answers, so long after it was started.
    case answers(id: Int32, after: Duration)
    /// Keeper `id` answers again, after it had missed to.
    case answersAgain(id: Int32)
    /// Keeper `id` is gone or was ended, for this reason; another one is started.
    case lost(id: Int32, why: String)
    /// None could be started; it is tried again.
    case unavailable(LineError)

    public var description: String {
        switch self {
        case .answers(let id, let after): "the keeper of the relays answers (process \(id), \(after.inMilliseconds) ms after its start)"
        case .answersAgain(let id): "the keeper of the relays answers again (process \(id)); it was slow"
        case .lost(let id, let why): "the keeper of the relays (process \(id)) is replaced: \(why)"
        case .unavailable(let error): "the relays have no keeper, and no relay moves: \(error)"
        }
    }
}
