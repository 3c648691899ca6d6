import HTTPTypes
import LibraryModel
import NIOCore
import ServiceLifecycle
import Synchronization

/// Every open connection: how many come from one address, which of them are idle, and whose request is overdue.
///
/// One address has only so many. When few places are left, the connection that has been idle longest makes room, so those
/// who hold connections open keep nobody out. The proxy and the commands of this machine come from its own address, which
/// has no limit: what stands behind the proxy is limited by request.
final class Connections: Service {
    /// How often overdue requests are looked for.
    static let look = Duration.seconds(1)

    /// What is known of one connection.
    private struct One {
        let channel: any Channel
        /// Nil for this machine's own address.
        let caller: Caller?
        /// Of requests that have begun to come and are not answered.
        var requests = 0
        /// A request has come on it before.
        var isUsed = false
        /// Rises with every change of any connection: the least has been as it is for longest.
        var turn: UInt64
        var since: Instant
        /// How much of the body has come; nil while none is awaited.
        var bodyBytes: Int?

        /// Whoever sent no whole head, or a body bit by bit, is given up.
        func isOverdue(at now: Instant) -> Bool {
            if let bodyBytes {
                return now - since >= WebLimits.bodyPatience + .seconds(bodyBytes / WebLimits.bodyBytesEachSecond)
            }
            return requests == 0 && !isUsed && now - since >= WebLimits.headPatience
        }
    }

    private struct State {
        var all: [ObjectIdentifier: One] = [:]
        var each: [Caller: Int] = [:]
        var turn: UInt64 = 0
    }

    /// Nil where no clock is: then nothing is overdue.
    private let live: LiveParts?
    private let most: Int
    /// Locked because each connection is of one of several threads; held for an assignment, or a look at all of them.
    private let state = Mutex(State())

    /// - Parameter most: so many are served at the same time.
    init(_ live: LiveParts?, most: Int) { (self.live, self.most) = (live, most) }

    private var now: Instant { live?.clock.now() ?? .zero }

    /// How many are open.
    var count: Int { state.withLock { $0.all.count } }

    /// A connection was opened; false when its address has enough, and then it is to be closed.
    func open(_ channel: any Channel) -> Bool {
        let (caller, now) = (Self.caller(channel), now)
        let (isIn, idle): (Bool, (any Channel)?) = state.withLock { state in
            if let caller {
                guard state.each[caller, default: 0] < WebLimits.connectionsEach else { return (false, nil) }
                state.each[caller, default: 0] += 1
            }
            state.turn += 1
            state.all[ObjectIdentifier(channel)] = One(channel: channel, caller: caller, turn: state.turn, since: now)
            let isTight = state.all.count > most - WebLimits.spareConnections
            return (true, isTight ? Self.longestIdle(state, at: now) : nil)
        }
        idle?.close(promise: nil)
        return isIn
    }

    func closed(_ channel: any Channel) {
        state.withLock { state in
            guard let one = state.all.removeValue(forKey: ObjectIdentifier(channel)), let caller = one.caller else { return }
            let left = state.each[caller, default: 1] - 1
            state.each[caller] = left > 0 ? left : nil
        }
    }

    /// The head of a request has come.
    func began(_ channel: any Channel) {
        change(channel) { one in
            (one.requests, one.isUsed, one.bodyBytes) = (one.requests + 1, true, 0)
        }
    }

    /// More of its body has come: it has its time from its head on.
    func took(_ bytes: Int, _ channel: any Channel) {
        state.withLock { state in
            guard let sum = state.all[ObjectIdentifier(channel)]?.bodyBytes else { return }
            state.all[ObjectIdentifier(channel)]?.bodyBytes = sum + bytes
        }
    }

    /// All of the request has come.
    func hasAll(_ channel: any Channel) { change(channel) { $0.bodyBytes = nil } }

    /// It is answered.
    func answered(_ channel: any Channel) { change(channel) { $0.requests = max(0, $0.requests - 1) } }

    /// Ends what is overdue, until the program stops.
    func run() async throws {
        guard let live else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            while (try? await live.wait(Self.look)) != nil { self.sweep() }
        }
    }

    private func sweep() {
        let now = now
        let overdue = state.withLock { state in state.all.values.filter { $0.isOverdue(at: now) }.map(\.channel) }
        for channel in overdue { channel.close(promise: nil) }
    }

    private func change(_ channel: any Channel, _ change: (inout One) -> Void) {
        state.withLock { state in
            guard var one = state.all[ObjectIdentifier(channel)] else { return }
            state.turn += 1
            (one.turn, one.since) = (state.turn, now)
            change(&one)
            state.all[ObjectIdentifier(channel)] = one
        }
    }

    /// Whoever has just come is about to ask.
    private static func longestIdle(_ state: State, at now: Instant) -> (any Channel)? {
        state.all.values.filter { $0.requests == 0 && now - $0.since >= WebLimits.idleRoom }.min { $0.turn < $1.turn }?.channel
    }

    private static func caller(_ channel: any Channel) -> Caller? {
        let own: Set = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
        if let address = channel.remoteAddress?.ipAddress, own.contains(address) { return nil }
        return Caller(peer: channel.remoteAddress, headers: [:], isBehindProxy: false)
    }
}
