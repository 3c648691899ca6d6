import Accounts
import Foundation
import GateControl
import GateHardware
import Glibc
import LibraryModel
import Testing
import WebService

@Suite("One client takes nobody else's place")
struct ConnectionTests {
    private static let other = "127.0.0.2"

    /// Opens many connections from one address that ask for nothing.
    private static func idle(_ count: Int, from address: String, port: Int) async throws -> [Held] {
        try await onThread { try (0..<count).map { _ in Held(try Client(port: port, from: address)) } }
    }

    /// A connection that is kept open.
    private final class Held: Sendable {
        private let client: Client
        init(_ client: consuming Client) { self.client = client }
        func send(_ text: String) { client.send(text) }
        func some() -> [UInt8] { client.some() }
        var isClosed: Bool { client.isClosed }
    }

    /// The status of the first answer on a connection; nil when it is closed.
    private static func status(_ held: Held) async throws -> Int? {
        Answer(try await onThread { held.some() })?.status
    }

    /// Has each of them answered, one after the other: the service has several threads, so that one which came later may be
    /// counted before one that only was connected.
    private static func areAllThere(_ held: [Held]) async throws {
        for one in held {
            one.send("GET /healthz HTTP/1.1\r\nHost: gate\r\n\r\n")
            try #require(try await status(one) == 200)
        }
    }

    @Test("from one address come so many connections; the next is closed at once, and others are served")
    func each() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let held = try await Self.idle(WebLimits.connectionsEach, from: Self.other, port: port)
            try await Self.areAllThere(held)
            let more = try await Self.idle(3, from: Self.other, port: port)
            for one in more { #expect(try await Self.status(one) == nil) }
            for address in ["127.0.0.3", "127.0.0.1"] {
                let answer = try await onThread {
                    let client = try Client(port: port, from: address)
                    client.send(plain("GET", "/healthz"))
                    return client.rest()
                }
                #expect(Answer(answer)?.status == 200)
            }
            let closed = held.count { $0.isClosed }
            #expect(closed == 0)
        }
    }

    @Test("when few places are left, who has been idle longest makes room for who comes, and nobody else does")
    func evicted() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            var held: [Held] = []
            let full = WebLimits.connections - WebLimits.spareConnections
            for start in stride(from: 0, to: full, by: 50) {
                held += try await Self.idle(min(50, full - start), from: "127.0.1.\(1 + start / 50)", port: port)
            }
            try await Self.areAllThere(held)
            // The first has asked since, so one of those after it has been idle longest.
            try await Self.areAllThere([held[0]])
            library.time.advance(by: WebLimits.idleRoom)
            let answer = try await onThread {
                let client = try Client(port: port, from: "127.0.2.1")
                client.send(plain("GET", "/healthz"))
                return client.rest()
            }
            #expect(Answer(answer)?.status == 200)
            while !held.contains(where: \.isClosed) { await Task.yield() }
            let closed = held.indices.filter { held[$0].isClosed }
            // The service has several threads, so those that came together are idle since nearly the same moment.
            #expect(closed.count == 1 && closed != [0] && closed[0] < 50)
        }
    }

    @Test("when every place was taken at once, who asks nothing makes room long before a head is overdue, and a kiosk stays")
    func burst() async throws {
        let library = try await LibraryUnderTest()
        await library.screens.refresh()
        var parts = try library.parts()
        parts.connections = 48
        try await library.open(parts) { port in
            let kiosk = try Stream(
                port: port, "GET /api/v1/kiosks/east-in/screen HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer \(LibraryUnderTest.kioskToken.text)\r\n\r\n")
            _ = try await kiosk.until("event: screen")
            // As many as the listening socket takes beyond its limit at once, and more, which wait to be accepted.
            let held = try await Self.idle(32, from: "127.0.1.1", port: port) + Self.idle(32, from: "127.0.1.2", port: port)
            // The last for whom there was a place: those before it have theirs.
            held[46].send("GET /healthz HTTP/1.1\r\nHost: gate\r\n\r\n")
            #expect(try await Self.status(held[46]) == 200)
            async let answer = onThread {
                let client = try Client(port: port, from: "127.0.2.1")
                client.send(plain("GET", "/healthz"))
                return client.rest()
            }
            let overdue = library.time.now() + WebLimits.headPatience
            for _ in 0..<12 {
                // The kiosk's screen, what follows the status, and who makes room.
                while library.time.waiting < 3 { await Task.yield() }
                library.time.advance(by: .milliseconds(250))
            }
            #expect(Answer(try await answer)?.status == 200)
            #expect(library.time.now() < overdue)
            let closed = held.count { $0.isClosed }
            #expect(closed > 0)
            let lane = LaneID(rawValue: "east-in")
            library.screens.hear(.presented(1), at: lane)
            library.screens.hear(.answered(1, Decision(.full), at: LibraryUnderTest.nine), at: lane)
            _ = try await kiosk.until("\"code\":\"full\"")
            kiosk.close()
        }
    }

    @Test("a body that comes a byte at a time is given up, however steadily it comes")
    func slowBody() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await onThread {
                        let client = try Client(port: port)
                        client.send("POST /api/v1/session HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: 16000\r\n\r\n{")
                        // Long before all of it has come.
                        for _ in 0..<15_000 where !client.isClosed {
                            client.send(" ")
                            usleep(20_000)
                        }
                        return client.isClosed
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        library.time.advance(by: .milliseconds(500))
                        await Task.yield()
                    }
                    return false
                }
                let isGivenUp = try await group.next()
                group.cancelAll()
                #expect(isGivenUp == true)
            }
        }
    }

    @Test("of the public events one address has so many streams; a kiosk and another address have theirs all the same")
    func streams() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let ask = "GET /api/v1/events HTTP/1.1\r\nHost: gate\r\n\r\n"
            let streams = try await onThread { try (0..<WebLimits.publicWatchersEach).map { _ in try Stream(port: port, ask) } }
            for stream in streams { _ = try await stream.until("retry: ") }
            let late = try await WebServiceTests.ask(port, plain("GET", "/api/v1/events"))
            #expect(late.status == 503 && late.body.contains("too_many_watchers"))
            let kiosk = try Stream(
                port: port, "GET /api/v1/kiosks/east-in/screen HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer \(LibraryUnderTest.kioskToken.text)\r\n\r\n")
            #expect(try await kiosk.until("retry: ").contains("200 OK"))
            let other = try await Self.idle(1, from: Self.other, port: port)[0]
            other.send(ask)
            #expect(try await Self.status(other) == 200)
            (streams + [kiosk]).forEach { $0.close() }
        }
    }

    @Test("phones that are signed in are counted each for itself, whatever else their address asks")
    func sessions() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.address = WebRates.Rate(burst: 2, each: .seconds(10_000))
        rates.session = WebRates.Rate(burst: 5, each: .seconds(10_000))
        try await library.open(try library.parts(rates: rates)) { port in
            let (anna, ben) = (try Phone(port: port), try Phone(port: port))
            try await anna.signIn(LibraryUnderTest.anna)
            try await ben.signIn(LibraryUnderTest.ben)
            #expect(try await Phone(port: port).ask(.signInWays).status == 429, "the address has asked enough")
            for phone in [anna, ben] {
                for _ in 0..<5 { #expect(try await phone.ask(.bookings).status == 200) }
                #expect(try await phone.ask(.bookings).status == 429)
            }
        }
    }

    @Test("a cookie of a session that has ended counts for its address")
    func ended() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.address = WebRates.Rate(burst: 4, each: .seconds(10_000))
        try await library.open(try library.parts(rates: rates)) { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            let cookie = phone.cookie
            _ = try await phone.ask(.signOut)
            phone.cookie = cookie
            for _ in 0..<3 { #expect(try await phone.ask(.bookings).status == 401) }
            #expect(try await phone.ask(.bookings).status == 429)
        }
    }

    @Test("a kiosk that was known is counted for itself; a token that is none counts for its address")
    func tokens() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.address = WebRates.Rate(burst: 3, each: .seconds(10_000))
        try await library.open(try library.parts(rates: rates)) { port in
            let code = { @Sendable (token: String) async throws -> Int in
                try await ask(port, plain("GET", "/api/v1/kiosks/east-in/code", "Authorization: Bearer \(token)\r\n")).status
            }
            let guess = "gh_" + String(repeating: "0", count: 64)
            var statuses: [Int] = []
            for token in [LibraryUnderTest.kioskToken.text, guess, guess, guess, LibraryUnderTest.kioskToken.text] {
                statuses.append(try await code(token))
            }
            #expect(statuses == [200, 401, 401, 429, 200])
        }
    }

    @Test("a request names one host", arguments: [
        ("", 400), ("Host:\r\n", 400), ("Host: gate\r\nHost: gate\r\n", 400), ("Host: gate\r\nhost: other\r\n", 400),
        ("Host: gate, other\r\n", 400), ("Host: gate other\r\n", 400), ("Host: gate:80x\r\n", 400), ("Host: [::1\r\n", 400),
        ("Host: gate\r\n", 200), ("Host: Gate.Example:8080\r\n", 200), ("Host: [::1]:80\r\n", 200), ("Host: 127.0.0.1\r\n", 200),
    ])
    func host(_ row: (fields: String, status: Int)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            for path in ["/healthz", "/api/v1/campuses", "/"] {
                let answer = try await ask(port, "GET \(path) HTTP/1.1\r\n\(row.fields)Connection: close\r\n\r\n")
                #expect(answer.status == row.status, "\(path)")
            }
        }
    }
}
