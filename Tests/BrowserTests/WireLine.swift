import Glibc

/// One request over one connection to a port of this machine. It blocks, so it runs on a thread of its own.
struct WireLine {
    /// Longer than any command of a browser takes; a test that waits for it fails instead of hanging.
    private static let patienceSeconds = 180

    /// The body of the answer, which must come within `patienceSeconds`.
    static func ask(
        _ port: Int, _ method: String, _ path: String, _ body: [UInt8], patienceSeconds: Int = patienceSeconds
    ) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let connected = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { unsafe connect(descriptor, $0.baseAddress, 16) }
        }
        guard connected == 0 else { throw Chromium.Trouble(what: "connect: \(errno)") }
        let head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
        try send(Array(head.utf8) + body, descriptor)
        return try answer(descriptor)
    }

    private static func send(_ bytes: [UInt8], _ descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe Glibc.send(descriptor, Array(bytes[sent...]), bytes.count - sent, Int32(MSG_NOSIGNAL))
            guard count > 0 else { throw Chromium.Trouble(what: "send: \(errno)") }
            sent += count
        }
    }

    /// Everything until the other side closes or has said as much as it announced.
    private static func answer(_ descriptor: Int32) throws -> [UInt8] {
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var whole: (head: Int, count: Int)?
        while whole.map({ answer.count < $0.count }) ?? true {
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            answer += chunk.prefix(count)
            whole = whole ?? length(answer)
        }
        guard let whole, answer.count >= whole.count else { throw Chromium.Trouble(what: "the answer of the browser broke off") }
        return Array(answer[whole.head..<whole.count])
    }

    /// How long head and whole answer are, once the head is there.
    private static func length(_ bytes: [UInt8]) -> (head: Int, count: Int)? {
        let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n"),
            let announced = text[..<end.lowerBound].lowercased().firstMatch(of: /content-length: *(\d+)/)?.1, let body = Int(announced)
        else { return nil }
        let head = text[..<end.upperBound].utf8.count
        return (head, head + body)
    }
}
