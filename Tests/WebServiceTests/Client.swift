import Foundation
import Glibc

/// One TCP connection to the service under test, spoken byte by byte. Its calls block, so they run on a ``Thread``.
struct Client: ~Copyable {
    /// Longer than any answer takes; a test that waits for it fails instead of hanging.
    static let patienceSeconds = 120
    private let descriptor: Int32

    /// `address` is where it comes from, of those of loopback.
    init(port: Int, from address: String = "127.0.0.1") throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var own = sockaddr_in()
        own.sin_family = sa_family_t(AF_INET)
        own.sin_addr = in_addr(s_addr: unsafe inet_addr(address))
        let bound = unsafe withUnsafeBytes(of: &own) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { unsafe bind(descriptor, $0.baseAddress, 16) }
        }
        guard bound == 0 else { throw Trouble(call: "bind", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let connected = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { unsafe connect(descriptor, $0.baseAddress, 16) }
        }
        guard connected == 0 else { throw Trouble(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    /// What was sent before the other side closed is not an error: it may answer and close early.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = unsafe Glibc.send(descriptor, Array(bytes[sent...]), bytes.count - sent, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return }
            sent += count
        }
    }

    /// No more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything until the service closes.
    func rest() -> [UInt8] {
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return answer }
            answer += chunk.prefix(count)
        }
    }

    /// The first bytes that come.
    func some() -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        return Array(chunk.prefix(max(0, count)))
    }

    /// Whether the service has closed it; nothing that it sent is taken.
    var isClosed: Bool {
        var one: UInt8 = 0
        let count = unsafe recv(descriptor, &one, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
    }

    struct Trouble: Error { let call: String; let code: Int32 }
}

/// Runs `work` on a thread of its own, so that its blocking calls hold up no task.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}
