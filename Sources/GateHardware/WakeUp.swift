internal import Glibc
internal import LibraryModel

/// A bell that ends another thread's wait. It stays rung until somebody waits, so a ring is never lost.
public struct WakeUp: ~Copyable, Sendable {
    /// Why a wait ended.
    public enum Reason { case woken, ready, timeOut }

    private let reading: Int32
    private let writing: Int32

    public init() throws(LineError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw LineAdvice.failed(code: errno, call: "make a pipe") }
        for end in ends {
            // Fails only for a descriptor that is not open.
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// What poll() finds readable while it is rung; valid as long as this.
    var descriptor: Int32 { reading }

    /// Takes back a ring that nobody has heard.
    func hush() {
        var bytes: UInt64 = 0
        while unsafe read(reading, &bytes, 8) > 0 {}
    }

    /// Rings. A full pipe is rung already.
    public func signal() {
        var byte: UInt8 = 1
        _ = unsafe write(writing, &byte, 1)
    }

    /// Waits for the bell, for `descriptor` to be readable, or until `patience` is over, up to 1 ms late and a minute at a
    /// time; nil waits for ever. `writable` waits for `descriptor` to take something, too; without `readable` only for its
    /// other end to go away. May also end early as `.timeOut`.
    public func wait(
        or descriptor: Int32 = -1, readable: Bool = true, writable: Bool = false, atMost patience: Duration? = nil
    ) -> Reason {
        var waiting = [
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16((readable ? POLLIN | POLLPRI : 0) | (writable ? POLLOUT : 0)), revents: 0),
        ]
        let limit = patience.map { Int32(max(0, min($0 + .nanoseconds(999_999), .seconds(60)).inMilliseconds)) }
        guard unsafe poll(&waiting, 2, limit ?? -1) > 0 else { return .timeOut }
        guard waiting[0].revents != 0 else { return .ready }
        hush()
        return .woken
    }
}
