import Dispatch
import Glibc
import Synchronization
import Testing

/// A server on 127.0.0.1 that answers each request as it is told to, gone with this object.
final class LoopbackServer: Sendable {
    enum Reply: Sendable {
        case bytes([UInt8])
        /// These bytes, and then nothing until the other side goes.
        case thenSilence([UInt8])
    }

    let port: UInt16
    private let listener: Int32

    /// - Parameter answer: gets the head of the request, the line and the fields.
    init(answer: @escaping @Sendable (String) -> Reply) throws {
        let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(door >= 0)
        listener = door
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(door, address, length) == 0 && listen(door, 64) == 0 && getsockname(door, address, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        try #require(isBound)
        // Serial queues have threads of their own; concurrent ones share those of the tasks, which would then stand still.
        DispatchQueue(label: "test.accept").async {
            while true {
                let connection = accept(door, nil, nil)
                guard connection >= 0 else { break }
                DispatchQueue(label: "test.connection").async { Self.serve(connection, answer) }
            }
            // Here and not in deinit: the number of a closed one may be given to another server at once.
            close(door)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func serve(_ connection: Int32, _ answer: (String) -> Reply) {
        defer { close(connection) }
        guard let head = readHead(connection) else { return }
        switch answer(head) {
        case .bytes(let bytes):
            write(bytes, to: connection)
            shutdown(connection, Int32(SHUT_WR))
        case .thenSilence(let bytes):
            write(bytes, to: connection)
        }
        // Until the other side goes, so that nothing which it has not read is thrown away.
        var rest = [UInt8](repeating: 0, count: 1024)
        while unsafe recv(connection, &rest, rest.count, 0) > 0 {}
    }

    private static func readHead(_ connection: Int32) -> String? {
        var (head, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while head.count < 65_536 {
            let count = unsafe recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            head += chunk.prefix(count)
            let text = String(decoding: head, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") { return String(text[..<end.lowerBound]) }
        }
        return nil
    }

    fileprivate static func write(_ bytes: [UInt8], to connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// A browser that knows how to ask and to read where it is sent.
enum Browser {
    /// The address that the redirect of this page names.
    static func redirect(from page: String, cookie: String) throws -> String {
        let parts = try #require(page.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)(\/.*)/))
        let head = try ask(try #require(UInt16(parts.1)), "GET \(parts.2) HTTP/1.1\r\nHost: localhost\r\nCookie: \(cookie)\r\n\r\n")
        return String(try #require(head.firstMatch(of: /\r\nLocation: ([^\r]*)\r\n/)).1)
    }

    private static func ask(_ port: UInt16, _ request: String) throws -> String {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(connection >= 0)
        defer { close(connection) }
        var address = LoopbackServer.loopback(port)
        let result = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(connection, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0)
        LoopbackServer.write(Array(request.utf8), to: connection)
        var (answer, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let count = unsafe recv(connection, &chunk, chunk.count, 0), count > 0 { answer += chunk.prefix(count) }
        return String(decoding: answer, as: UTF8.self)
    }
}
