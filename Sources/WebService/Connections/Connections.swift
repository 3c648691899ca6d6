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
    /// How often overdue requests are looked for, and room is made: once every place is taken nobody comes who would.
    static let look = Duration.milliseconds(400)

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
        /// It is being closed to make room, and holds no place any more.
        var isLeaving = false

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
        var leaving = 0

        /// Those who make room until no more than `full` stay, at most so many: who has been idle longest first. Whoever has
        /// just come is about to ask.
        mutating func makeRoom(_ full: Int, atMost most: Int = .max, at now: Instant) -> [any Channel] {
            let excess = min(most, all.count - leaving - full)
            guard excess > 0 else { return [] }
            let idle = all.filter { _, one in !one.isLeaving && one.requests == 0 && now - one.since >= WebLimits.idleRoom }
            let chosen = idle.sorted { $0.value.turn < $1.value.turn }.prefix(excess)
            for (key, _) in chosen { all[key]?.isLeaving = true }
            leaving += chosen.count
            return chosen.map { $0.value.channel }
        }
    }

    /// Nil where no clock is: then nothing is overdue.
    private let live: LiveParts?
    private let most: Int
    /// Locked because each connection is of one of several threads; held for an assignment, or a look at all of them.
    private let state = Mutex(State())

    /// - Parameter most: so many are served at the same time.
    init(_ live: LiveParts?, most: Int) { (self.live, self.most) = (live, most) }

    /// When more stay than that, who is idle makes room; where there are few connections, half of them stay.
    private var full: Int { most - min(WebLimits.spareConnections, most / 2) }

    private var now: Instant { live?.clock.now() ?? .zero }

    /// How many are open.
    var count: Int { state.withLock { $0.all.count } }

    /// A connection was opened; false when its address has enough, and then it is to be closed.
    func open(_ channel: any Channel) -> Bool {
        let (caller, now) = (Self.caller(channel), now)
        let (isIn, leaving): (Bool, [any Channel]) = state.withLock { state in
            if let caller {
                guard state.each[caller, default: 0] < WebLimits.connectionsEach else { return (false, []) }
                state.each[caller, default: 0] += 1
            }
            state.turn += 1
            state.all[ObjectIdentifier(channel)] = One(channel: channel, caller: caller, turn: state.turn, since: now)
            return (true, state.makeRoom(full, atMost: 1, at: now))
        }
        for channel in leaving { channel.close(promise: nil) }
        return isIn
    }

    func closed(_ channel: any Channel) {
        state.withLock { state in
            guard let one = state.all.removeValue(forKey: ObjectIdentifier(channel)) else { return }
            if one.isLeaving { state.leaving -= 1 }
            guard let caller = one.caller else { return }
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

    /// Closes them all, whatever is still to be answered.
    func cut() {
        let all: [any Channel] = state.withLock { state in state.all.values.map(\.channel) }
        for channel in all { channel.close(promise: nil) }
    }

    /// Ends what is overdue and makes room, until the program stops.
    func run() async throws {
        guard let live else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            while (try? await live.wait(Self.look)) != nil { self.sweep() }
        }
    }

    private func sweep() {
        let now = now
        let ending: [any Channel] = state.withLock { state in
            let overdue = state.all.values.filter { $0.isOverdue(at: now) }.map(\.channel)
            return overdue + state.makeRoom(full, at: now)
        }
        for channel in ending { channel.close(promise: nil) }
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

    private static func caller(_ channel: any Channel) -> Caller? {
        let own: Set = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
        if let address = channel.remoteAddress?.ipAddress, own.contains(address) { return nil }
        return Caller(peer: channel.remoteAddress, headers: [:], isBehindProxy: false)
    }
}
