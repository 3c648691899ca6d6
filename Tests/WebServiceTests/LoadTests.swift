import GateControl
import LibraryModel
import Testing
import WebService

@Suite("Many clients at once")
struct LoadTests {
    /// Holds every answer until it is opened, and counts how many wait at the same time.
    private actor Barrier {
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private var watcher: (count: Int, CheckedContinuation<Void, Never>)?
        private var isOpen = false
        private var inside = 0
        private(set) var most = 0

        func pass() async {
            inside += 1
            most = max(most, inside)
            if let watcher, inside >= watcher.count {
                self.watcher = nil
                watcher.1.resume()
            }
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
            inside -= 1
        }

        func reaches(_ count: Int) async {
            if inside < count { await withCheckedContinuation { watcher = (count, $0) } }
        }

        func open() {
            isOpen = true
            waiting.forEach { $0.resume() }
            waiting = []
        }
    }

    @Test("456 ask together, no more than the limit are served at a time, and all are answered")
    func bounded() async throws {
        let barrier = Barrier()
        let report = try Reports.report(Reports.whole)
        let answers = StatusAnswers(report: { await barrier.pass(); return report }, isReady: { true })
        try await served(answers) { port in
            async let statuses = onThread {
                let clients = try Clients(456, port: port)
                clients.send(plain("GET", "/api/v1/status"))
                return clients.statuses()
            }
            await barrier.reaches(WebLimits.connections)
            await barrier.open()
            let all = try await statuses
            #expect(all == Array(repeating: 200, count: 456))
        }
        // The listening socket takes a few connections in one go.
        #expect(await barrier.most <= WebLimits.connections + 8)
    }

    @Test("behind a proxy one address has so many answers at a time, and another has its own")
    func oneAddress() async throws {
        let barrier = Barrier()
        let report = try Reports.report(Reports.whole)
        var settings = WebSettings()
        (settings.publicStatus, settings.behindProxy) = (.exact, true)
        let answers = StatusAnswers(report: { await barrier.pass(); return report }, isReady: { true })
        try await served(WebParts(settings: settings, status: answers)) { port in
            let from = { @Sendable (address: String) in plain("GET", "/api/v1/status", "X-Forwarded-For: \(address)\r\n") }
            async let statuses = onThread {
                let clients = try Clients(WebLimits.requestsEach, port: port)
                clients.send(from("203.0.113.7"))
                return clients.statuses()
            }
            await barrier.reaches(WebLimits.requestsEach)
            let late = try await ask(port, from("203.0.113.7"))
            #expect(late.status == 429 && late.headers["retry-after"] == "1")
            async let other = ask(port, from("203.0.113.8"))
            await barrier.reaches(WebLimits.requestsEach + 1)
            await barrier.open()
            #expect(try await statuses == Array(repeating: 200, count: WebLimits.requestsEach))
            #expect(try await other.status == 200)
        }
    }

    @Test("a client that sends half a request and one that reads no answer hold up nobody")
    func slow() async throws {
        try await served(.fixed(try Reports.report(Reports.whole))) { port in
            let statuses = try await onThread {
                let half = try Client(port: port)
                half.send("GET /api/v1/status HTTP/1.1\r\nHost: g")
                let deaf = try Client(port: port)
                deaf.send(String(repeating: "GET /api/v1/status HTTP/1.1\r\nHost: gate\r\n\r\n", count: 50))
                let others = try Clients(20, port: port)
                others.send(plain("GET", "/api/v1/status"))
                let statuses = others.statuses()
                half.send("ate\r\nConnection: close\r\n\r\n")
                return statuses + [Answer(half.rest())?.status, Answer(deaf.some())?.status]
            }
            #expect(statuses == Array(repeating: 200, count: 22))
        }
    }

    @Test("a half request is closed when its rest does not come, without an answer")
    func neverWhole() async throws {
        var parts = WebParts(settings: WebSettings(), status: .fixed(try Reports.report(Reports.whole)))
        parts.idleTimeout = .milliseconds(200)
        try await served(parts) { port in
            let answer = try await onThread {
                let half = try Client(port: port)
                half.send("GET /api/v1/status HTTP/1.1\r\nHost: g")
                return half.rest()
            }
            #expect(answer.isEmpty)
        }
    }
}

/// Many connections that are open together.
private final class Clients {
    private var each: [Box]

    private final class Box {
        let client: Client
        init(_ client: consuming Client) { self.client = client }
    }

    init(_ count: Int, port: Int) throws {
        each = try (0..<count).map { _ in Box(try Client(port: port)) }
    }

    func send(_ text: String) { each.forEach { $0.client.send(text) } }

    /// What each was answered, in turn. A connection is closed once it is read, as a client does: others wait for its place.
    func statuses() -> [Int?] {
        var statuses: [Int?] = []
        each.reverse()
        while let next = each.popLast() { statuses.append(Answer(next.client.rest())?.status) }
        return statuses
    }
}
