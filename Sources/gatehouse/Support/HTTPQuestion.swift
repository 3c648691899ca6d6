import Foundation
import Glibc

/// One GET of a local service. A socket is enough for that; an HTTP client library would be minutes of building.
enum HTTPQuestion {
    /// The most bytes of an answer.
    static let largestAnswer = 4 << 20
    /// How long each of connecting and reading may take.
    static let patienceSeconds = 3

    /// What came back.
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    /// The body of a 200 answer; nil for anything else.
    static func get(_ path: String, host: String, port: Int) -> [UInt8]? {
        guard let answer = ask(path, host: host, port: port), answer.status == 200 else { return nil }
        return answer.body
    }

    /// Asks with a token, if there is one, and with more header fields, each with its line end; nil when nobody answers.
    static func ask(_ path: String, host: String, port: Int, token: String? = nil, fields: String = "") -> Answer? {
        guard let socket = connect(host: host, port: port) else { return nil }
        defer { close(socket) }
        let more = (token.map { "Authorization: Bearer \($0)\r\n" } ?? "") + fields
        let name = host.contains(":") ? "[\(host)]" : host
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\(more)\r\n".utf8)
        guard unsafe send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while answer.count < largestAnswer {
            let count = unsafe recv(socket, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            answer += chunk.prefix(count)
        }
        guard answer.starts(with: Array("HTTP/1.1 ".utf8)), let gap = answer.firstRange(of: Array("\r\n\r\n".utf8)),
            let status = Int(String(decoding: answer.dropFirst(9).prefix(3), as: UTF8.self))
        else { return nil }
        return Answer(status: status, body: Array(answer[gap.upperBound...]))
    }

    private static func connect(host: String, port: Int) -> Int32? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0, let first = unsafe found else { return nil }
        defer { unsafe freeaddrinfo(first) }
        let descriptor = unsafe socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
        guard descriptor >= 0 else { return nil }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        guard unsafe Glibc.connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
