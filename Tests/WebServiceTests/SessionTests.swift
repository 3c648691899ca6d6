import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Signing in and out")
struct SessionTests {
    @Test("an unknown card, a wrong password, a card that is none and a patron of no account are answered alike")
    func alike() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            var answers: Set<String> = []
            for card in [LibraryUnderTest.anna, "2021999999", "no card", "x"] {
                let answer = try await phone.ask(.signIn, nil, ["card": card, "password": "guess"])
                #expect(answer.status == 401)
                #expect(answer.headers["set-cookie"] == nil)
                answers.insert(answer.body)
            }
            #expect(answers.count == 1)
            #expect(answers.first?.contains("wrong_credentials") == true)
        }
    }

    @Test("wrong tries wait longer each time, for a patron and for a number that nobody has", arguments: [LibraryUnderTest.ben, "2021999999"])
    func waits(_ card: String) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            var waits: [Int] = []
            for _ in 0..<9 {
                let answer = try await phone.ask(.signIn, nil, ["card": card, "password": "guess"])
                guard answer.status == 429 else { continue }
                let seconds = try #require(answer.headers["retry-after"].flatMap { Int($0) })
                waits.append(seconds)
                library.time.advance(by: .seconds(seconds))
            }
            #expect(waits == [1, 2])
            #expect(waits == waits.sorted())
        }
    }

    @Test("too many wrong tries from one address wait, whoever they are for; a right one in time is let in")
    func address() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.wrongTries = WebRates.Rate(burst: 3, each: .seconds(10))
        try await library.open(try library.parts(rates: rates)) { port in
            let phone = try Phone(port: port)
            for number in 0..<3 {
                #expect(try await phone.ask(.signIn, nil, ["card": "202199000\(number)", "password": "guess"]).status == 401)
            }
            let answer = try await phone.ask(.signIn, nil, ["card": LibraryUnderTest.anna, "password": LibraryUnderTest.password])
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"] == "10")
            library.time.advance(by: .seconds(10))
            try await phone.signIn(LibraryUnderTest.anna)
        }
    }

    @Test("the cookie is out of reach of scripts and of other sites, and by https has the name that browsers guard", arguments: [
        (nil, "gatehouse=", "; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"),
        ("https://library.example.edu", "__Host-gatehouse=", "; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure"),
    ] as [(String?, String, String)])
    func cookie(_ row: (url: String?, name: String, rest: String)) async throws {
        let library = try await LibraryUnderTest { $0.web.publicURL = row.url.flatMap(WebAddress.init) }
        try await library.open { port in
            let phone = try Phone(port: port)
            let answer = try await phone.ask(.signIn, nil, ["card": LibraryUnderTest.anna, "password": LibraryUnderTest.password])
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.hasPrefix(row.name) && cookie.hasSuffix(row.rest), "\(cookie)")
            #expect(try await phone.json(.session)["name"].text == "安娜")
        }
    }

    @Test("a session ends by itself, by signing out, and by a change of the password on another device")
    func ends() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let (one, other) = (try Phone(port: port), try Phone(port: port))
            try await one.signIn(LibraryUnderTest.anna)
            try await other.signIn(LibraryUnderTest.anna)
            let stolen = other.cookie
            let change = ["old": LibraryUnderTest.password, "new": "the third floor, west"]
            #expect(try await one.ask(.changePassword, nil, change).status == 204)
            #expect(try await one.ask(.session).status == 200)
            #expect(try await other.ask(.session).status == 401)
            #expect(try await other.ask(.signIn, nil, ["card": LibraryUnderTest.anna, "password": LibraryUnderTest.password]).status == 401)
            try await other.signIn(LibraryUnderTest.anna, "the third floor, west")
            _ = try await other.ask(.signOut)
            #expect(other.cookie == nil)
            other.cookie = stolen
            #expect(try await other.ask(.session).status == 401)
            library.time.advance(by: .hours(24 * 7))
            #expect(try await one.ask(.session).status == 401)
        }
    }

    @Test("a cookie that was not made here is nobody's", arguments: [
        "gatehouse=", "gatehouse=x", "gatehouse=00000000000000000000000000000000." + String(repeating: "0", count: 64),
        "other=1; gatehouse", "__Host-gatehouse=1",
    ])
    func forged(_ cookie: String) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            phone.cookie = cookie
            #expect(try await phone.ask(.session).status == 401)
        }
    }

    @Test("a new password must be good enough, and the old one right", arguments: [
        (LibraryUnderTest.password, "short", 422, "weak_password"), (LibraryUnderTest.password, "12345678", 422, "weak_password"),
        (LibraryUnderTest.password, LibraryUnderTest.carl, 422, "weak_password"),
        (LibraryUnderTest.password, LibraryUnderTest.password, 422, "weak_password"),
        (LibraryUnderTest.password, String(repeating: "long", count: 33), 422, "weak_password"),
        ("wrong", "a corner by the window", 401, "wrong_credentials"),
    ])
    func newPassword(_ row: (old: String, new: String, status: Int, code: String)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.carl)
            let answer = try await phone.json(.changePassword, nil, ["old": row.old, "new": row.new], is: row.status)
            #expect(answer["code"].text == row.code)
            #expect(try await phone.json(.session)["mustChangePassword"].isTrue == true)
        }
    }

    /// A patron who signed in; the fields that a request says where it comes from with; whether it is served.
    @Test("what changes something must come from our own page", arguments: [
        (["Sec-Fetch-Site: same-origin"], true), ([], true), (["Origin: http://gate"], true), (["Origin: https://GATE"], true),
        (["Sec-Fetch-Site: same-origin", "Origin: http://gate"], true),
        (["Sec-Fetch-Site: cross-site"], false), (["Sec-Fetch-Site: same-site"], false), (["Sec-Fetch-Site: none"], false),
        (["Origin: http://evil.example"], false), (["Origin: null"], false), (["Origin: http://gate:81"], false),
        (["Sec-Fetch-Site: same-origin", "Origin: http://evil.example"], false),
        (["Sec-Fetch-Site: cross-site", "Origin: http://gate"], false),
    ] as [([String], Bool)])
    func crossSite(_ row: (fields: [String], isServed: Bool)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            phone.headers = row.fields
            let slot = ["campus": "east", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T11:00:00+08:00"]
            let answer = try await phone.ask(.book, nil, ["bookings": [slot]], headers: ["Idempotency-Key: k"])
            #expect(answer.status == (row.isServed ? 201 : 403))
            #expect(answer.body.contains("cross_site") != row.isServed)
            #expect(try await phone.json(.bookings)["bookings"].list.count == (row.isServed ? 1 : 0))
            let card = ["card": LibraryUnderTest.ben, "password": LibraryUnderTest.password]
            #expect(try await phone.ask(.signIn, nil, card).status == (row.isServed ? 200 : 403))
            #expect(try await phone.ask(.signOut).status == (row.isServed ? 204 : 403))
        }
    }
}
