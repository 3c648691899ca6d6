import Foundation
import Glibc
import Synchronization
import Testing

/// One answer that goes on, read piece by piece.
final class Stream: Sendable {
    private let descriptor: Int32
    /// What has come and was not asked for yet.
    private let waiting = Mutex<[UInt8]>([])

    /// - Parameter reads: the room of the client's own buffer, for one that is to be deaf.
    init(port: Int, _ request: String, reads room: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: Client.patienceSeconds, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var room { unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size)) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let connected = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { unsafe connect(descriptor, $0.baseAddress, 16) }
        }
        guard connected == 0 else { throw Client.Trouble(call: "connect", code: errno) }
        let bytes = Array(request.utf8)
        _ = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    deinit { Glibc.close(descriptor) }

    /// The service ended it before what was awaited came.
    struct Closed: Error {}

    /// The client goes away.
    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Everything up to and with `mark`.
    func until(_ mark: String) async throws -> String {
        let mark = Array(mark.utf8)
        return String(decoding: try await onThread { [self] in try take { Self.end(of: mark, in: $0) } }, as: UTF8.self)
    }

    /// The data of the next screen event.
    func screen() async throws -> [String: Any] {
        while true {
            _ = try await until("data: ")
            let line = try await until("\n")
            if let screen = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] { return screen }
        }
    }

    /// The picture whose length comes next.
    func picture() async throws -> [UInt8] {
        let words = try await until("\r\n\r\n")
        let length = try #require(Int(words.prefix(while: \.isNumber)))
        return try await onThread { [self] in try take { $0.count >= length ? length : nil } }
    }

    /// Everything until the service closes.
    func rest() async throws -> String {
        String(decoding: try await onThread { [self] in
            while try more() {}
            return waiting.withLock { $0 }
        }, as: UTF8.self)
    }

    private func take(_ length: ([UInt8]) -> Int?) throws -> [UInt8] {
        while true {
            let taken: [UInt8]? = waiting.withLock { waiting in
                guard let length = length(waiting) else { return nil }
                defer { waiting.removeFirst(length) }
                return Array(waiting.prefix(length))
            }
            if let taken { return taken }
            guard try more() else { throw Closed() }
        }
    }

    /// False when the service has closed.
    private func more() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Client.Trouble(call: "recv", code: errno) }
        guard count > 0 else { return false }
        waiting.withLock { $0 += chunk.prefix(count) }
        return true
    }

    private static func end(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return (0...(bytes.count - mark.count)).first { bytes[$0..<($0 + mark.count)].elementsEqual(mark) }.map { $0 + mark.count }
    }
}
