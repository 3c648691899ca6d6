import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import Synchronization
import Testing
import WebService

@Suite("What protects patrons on every answer")
struct ProtectionTests {
    /// An address of each operation, and of what there is not; but none of the stream that is open to everybody, which has no
    /// end.
    static let addresses = WebOperation.allCases.filter { $0 != .events }.map { operation in
        (operation.method, operation.path.replacing("{campus}", with: "east").replacing("{booking}", with: "00000000000000aa")
            .replacing("{lane}", with: "east-in").replacing("{file}", with: "app.js"))
    } + [("GET", "/nowhere"), ("PURGE", "/healthz")]

    @Test("tells the browser to run nothing that is not ours, wherever it was asked", arguments: addresses)
    func headers(_ row: (method: String, path: String)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let answer = try await ask(port, plain(row.method, row.path))
            let policy = try #require(answer.headers["content-security-policy"])
            for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe"))
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["referrer-policy"] == "no-referrer")
            #expect(answer.headers["permissions-policy"]?.contains("geolocation=(self)") == true)
            #expect(answer.headers["strict-transport-security"] == nil)
            let isPage = answer.headers["etag"] != nil
            // The status is asked for anew each time, and the badge says its time.
            let own = ["/api/v1/status": "no-cache", "/api/v1/now": "no-cache", "/now/badge.svg": "public, max-age=30"][row.path]
            #expect(answer.headers["cache-control"] == own ?? (isPage ? "public, max-age=0, must-revalidate" : "no-store"))
        }
    }

    @Test("says to come back by https only where that is how phones come")
    func transport() async throws {
        let library = try await LibraryUnderTest { $0.web.publicURL = WebAddress("https://library.example.edu") }
        try await library.open { port in
            let page = try await ask(port, plain("GET", "/"))
            #expect(page.headers["strict-transport-security"] == "max-age=31536000")
        }
    }

    @Test("a page that the browser has is not sent again until it changes")
    func unchanged() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            for (operation, path) in [(.patronPage, "/"), (.kioskPage, "/kiosk/east-in"), (.asset, "/assets/app.js"), (.asset, "/assets/icon-180.png"), (.serviceWorker, "/sw.js"),
                (.manifest, "/manifest.webmanifest"), (.icon, "/icon.svg")] as [(WebOperation, String)] {
                let first = try await phone.ask(operation, path)
                #expect(first.status == 200)
                #expect(!first.body.isEmpty)
                let tag = try #require(first.headers["etag"])
                let again = try await phone.ask(operation, path, headers: ["If-None-Match: \"other\", \(tag)"])
                #expect(again.status == 304)
                #expect(again.body.isEmpty)
                #expect(again.headers["etag"] == tag)
            }
            #expect(try await phone.ask(.asset, "/assets/nothing.js").status == 404)
            #expect(try await phone.ask(.asset, "/assets/..%2Fsw.js").status == 404)
        }
    }

    @Test("while the store does not answer, whoever needs it is told to come again", arguments: addresses)
    func storeGone(_ row: (method: String, path: String)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open(try library.parts(store: NoStore())) { port in
            guard row.path.hasPrefix("/api/"), !["/api/v1/status", "/api/v1/now", "/api/v1/events", "/api/v1/sign-in"].contains(row.path) else { return }
            let body = ["POST", "PUT"].contains(row.method) ? #"{"card":"2021000017","password":"x"}"# : ""
            let fields = [
                "Cookie: \(try await cookie(library) ?? "")", "Authorization: Bearer \(LibraryUnderTest.importToken.text)",
                "Idempotency-Key: k", "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
            ]
            let answer = try await ask(port, plain(row.method, row.path, fields.map { $0 + "\r\n" }.joined()) + body)
            #expect(answer.status == 503, "\(row) \(answer.body)")
            #expect(answer.headers["retry-after"] == "5")
            #expect(answer.body.contains("store_failed"))
            #expect(!answer.body.contains("simulated"))
        }
    }

    private func cookie(_ library: LibraryUnderTest) async throws -> String? {
        let kept = Mutex<String?>(nil)
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            let cookie = phone.cookie
            kept.withLock { $0 = cookie }
        }
        return kept.withLock { $0 }
    }

    @Test("a gate without secret keys has its status and says that patrons go elsewhere")
    func noKeys() async throws {
        let library = try await LibraryUnderTest()
        var parts = try library.parts()
        parts.patrons = nil
        try await library.open(parts) { port in
            let phone = try Phone(port: port)
            #expect(try await phone.ask(.health).status == 200)
            #expect(try await phone.ask(.status).status == 200)
            for operation in [.campuses, .bookings, .signInWays, .kioskCode] as [WebOperation] {
                #expect(try await phone.json(operation, is: 503)["code"].text == "not_set_up")
            }
        }
    }

    @Test("a clock that cannot be believed makes no booking, and shows what there is")
    func clock() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            library.time.setTrust(.untrusted(lastKnown: nil))
            let slot = ["campus": "east", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T11:00:00+08:00"]
            let refused = try await phone.json(.book, nil, ["bookings": [slot]], is: 503, headers: ["Idempotency-Key: k"])
            #expect(refused["code"].text == "clock_untrusted")
            #expect(refused["rule"].text == "R26")
            #expect(try await phone.json(.bookings)["bookings"].list.isEmpty)
        }
    }

    @Test("who asks too often waits, each patron for themselves")
    func rates() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.patron = WebRates.Rate(burst: 3, each: .seconds(2))
        try await library.open(try library.parts(rates: rates)) { port in
            let (anna, ben) = (try Phone(port: port), try Phone(port: port))
            try await anna.signIn(LibraryUnderTest.anna)
            try await ben.signIn(LibraryUnderTest.ben)
            for _ in 0..<3 { #expect(try await anna.ask(.bookings).status == 200) }
            let answer = try await anna.ask(.bookings)
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"] == "2")
            #expect(try await ben.ask(.bookings).status == 200)
            library.time.advance(by: .seconds(2))
            #expect(try await anna.ask(.bookings).status == 200)
        }
    }

    /// Behind the proxy or not; what two requests claim; whether they are counted as one.
    @Test("who asks is who the proxy says, where there is one", arguments: [
        (true, "203.0.113.7", "203.0.113.8", false), (true, "203.0.113.7", "203.0.113.7", true),
        (true, "198.51.100.1, 203.0.113.7", "203.0.113.7", true), (true, "2001:db8:0:1::7", "2001:db8:0:1:ffff::8", true),
        (true, "2001:db8:0:1::7", "2001:db8:0:2::7", false), (true, "nonsense", "127.0.0.1", true),
        (false, "203.0.113.7", "203.0.113.8", true),
    ])
    func forwarded(_ row: (isBehindProxy: Bool, one: String, other: String, isOne: Bool)) async throws {
        let library = try await LibraryUnderTest { $0.web.behindProxy = row.isBehindProxy }
        var rates = WebRates()
        rates.address = WebRates.Rate(burst: 1, each: .seconds(60))
        try await library.open(try library.parts(rates: rates)) { port in
            let first = try await ask(port, plain("GET", "/api/v1/campuses", "X-Forwarded-For: \(row.one)\r\n"))
            let second = try await ask(port, plain("GET", "/api/v1/campuses", "X-Forwarded-For: \(row.other)\r\n"))
            #expect(first.status == 200)
            #expect(second.status == (row.isOne ? 429 : 200))
        }
    }
}
