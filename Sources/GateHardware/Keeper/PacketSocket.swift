internal import Glibc
internal import LibraryModel

/// One end of a pair of sockets that keeps packets apart and in order (SOCK_SEQPACKET). Nothing in here blocks but
/// ``next(waitingAtMost:)``, and each call may come from any thread.
public final class PacketSocket: Sendable {
    /// What came of waiting.
    public enum Received: Hashable, Sendable {
        case packet([UInt8])
        case nothing
        /// The other end is gone, and everything that it sent has been taken.
        case ended
    }

    /// What to poll; valid as long as this.
    let descriptor: Int32

    /// Takes a descriptor that is open; it is closed when this goes away.
    init(taking descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Two ends, neither of which a child inherits unless it is told to.
    public static func pair() throws(LineError) -> (PacketSocket, PacketSocket) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw LineError(call: "make a pair of sockets", code: errno, advice: LineAdvice.general(errno))
        }
        return (PacketSocket(taking: ends[0]), PacketSocket(taking: ends[1]))
    }

    /// The end that a parent left at `descriptor`; nil when there is nothing of the kind.
    public static func inherited(_ descriptor: Int32) -> PacketSocket? {
        var kind: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) == 0,
            kind == Int32(SOCK_SEQPACKET.rawValue)
        else { return nil }
        // Fails only for a descriptor that is not open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return PacketSocket(taking: descriptor)
    }

    /// Whether the packet is on its way: false when the other end is gone or has let too many lie.
    public func send(_ packet: [UInt8]) -> Bool {
        unsafe Glibc.send(descriptor, packet, packet.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) == packet.count
    }

    /// The next packet; waits for it at most so long and up to 1 ms more, or for ever without a limit.
    public func next(waitingAtMost patience: Duration?) -> Received {
        let received = take()
        guard received == .nothing, patience.map({ $0 > .zero }) ?? true else { return received }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let limit = patience.map { Int32(clamping: min($0 + .nanoseconds(999_999), .seconds(60)).inMilliseconds) }
        _ = unsafe poll(&waiting, 1, limit ?? -1)
        return take()
    }

    private func take() -> Received {
        // One byte more than the largest, so that a longer packet is seen to be too long.
        var packet = [UInt8](repeating: 0, count: KeeperAnswer.largest + 1)
        let count = unsafe recv(descriptor, &packet, packet.count, Int32(MSG_DONTWAIT))
        if count > 0 { return .packet(Array(packet.prefix(count))) }
        if count < 0, errno == EAGAIN || errno == EINTR { return .nothing }
        return .ended
    }
}
