import Foundation
import GateHardware
import Glibc
import LibraryModel
import Synchronization

/// Those who look on from afar: some read streams of events, one asks for the status at a steady rate. They have two
/// threads, and read with little work, since they share the machine with what is measured.
final class Crowd: Sendable {
    /// What came of it.
    struct Counts { var answered = 0, events = 0, failed = 0 }

    private let counts = Mutex(Counts())
    private let isOver = Mutex(false)
    private let threads = Mutex(2)
    private let watchers: [LoopbackSocket]

    init(port: Int, token: String, watchers: Int, perSecond: Int) throws {
        let field = "Host: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\r\n"
        self.watchers = try (0..<watchers).map { _ in
            let socket = try LoopbackSocket(port: port)
            socket.send("GET /api/v1/events HTTP/1.1\r\n\(field)")
            return socket
        }
        let asker = try LoopbackSocket(port: port)
        Thread.detachNewThread { [self] in watch() }
        Thread.detachNewThread { [self] in ask(asker, "GET /api/v1/status HTTP/1.1\r\n\(field)", perSecond) }
    }

    /// Goes home. Throws when somebody was not served.
    func end() throws -> Counts {
        isOver.withLock { $0 = true }
        while threads.withLock({ $0 }) > 0 { usleep(2000) }
        let counts = counts.withLock { $0 }
        guard counts.failed == 0 else { throw BenchError("\(counts.failed) of those who look on were not served") }
        return counts
    }

    private func watch() {
        defer { threads.withLock { $0 -= 1 } }
        while !isOver.withLock({ $0 }) {
            let readable = LoopbackSocket.readable(watchers, within: 50)
            for index in readable {
                guard let bytes = watchers[index].some() else { return counts.withLock { $0.failed += 1 } }
                let events = bytes.split(separator: UInt8(ascii: "\n")).count { $0.starts(with: Array("event: ".utf8)) }
                counts.withLock { $0.events += events }
            }
        }
    }

    private func ask(_ socket: LoopbackSocket, _ request: String, _ perSecond: Int) {
        defer { threads.withLock { $0 -= 1 } }
        let (time, step) = (BenchTime(), Duration.seconds(1) / perSecond)
        var due = time.now()
        while !isOver.withLock({ $0 }) {
            due = due + step
            socket.send(request)
            guard socket.wholeAnswer() else { return counts.withLock { $0.failed += 1 } }
            counts.withLock { $0.answered += 1 }
            let left = due - time.now()
            if left > .zero { usleep(UInt32(left.inNanoseconds / 1000)) }
        }
    }
}

/// One TCP connection to this machine.
final class LoopbackSocket: Sendable {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in unsafe connect(descriptor, pointer, size) }
        }
        guard descriptor >= 0, result == 0 else { throw BenchError("no connection to port \(port) (errno \(errno))") }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What is there; nil when the other side has closed.
    func some() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        return count > 0 ? Array(chunk.prefix(count)) : nil
    }

    /// Reads one answer with a length to its end; false when it is no 200.
    func wholeAnswer() -> Bool {
        var answer: [UInt8] = []
        while true {
            if let gap = answer.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: answer[..<gap.lowerBound], as: UTF8.self)
                guard head.hasPrefix("HTTP/1.1 200"), let length = head.firstMatch(of: /(?i)content-length: (\d+)/).flatMap({ Int($0.1) })
                else { return false }
                if answer.count - gap.upperBound >= length { return true }
            }
            guard let more = some() else { return false }
            answer += more
        }
    }

    /// Those with something to read, after so many milliseconds at the most.
    static func readable(_ sockets: [LoopbackSocket], within milliseconds: Int32) -> [Int] {
        var polls = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard unsafe poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return [] }
        return polls.indices.filter { polls[$0].revents != 0 }
    }
}
