import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Signing in at the desk")
struct DeskSessionTests {
    @Test("each role is told what it may", arguments: [
        ("anna", "desk", 6), ("bo", "supervisor", 13), ("chen", "administrator", 15),
    ])
    func roles(_ row: (login: String, role: String, powers: Int)) async throws {
        try await DeskUnderTest().open(as: row.login) { browser in
            let session = try await browser.json(.deskSession)
            #expect(session["role"].text == row.role && session["login"].text == row.login)
            #expect(session["name"].text == row.login.uppercased() && session["mustChangePassword"].isTrue == false)
            let role = try #require(StaffRole(rawValue: row.role))
            #expect(session["may"].list.count == row.powers)
            #expect(session["may"].list.compactMap(\.text) == StaffPower.allCases.filter(role.may).map(\.rawValue))
        }
    }

    @Test("an unknown login, a wrong password, a word that is no login and a closed account are answered alike")
    func alike() async throws {
        let desk = try await DeskUnderTest()
        #expect(try await desk.store.change(try #require(StaffID(rawValue: "chen")), .closed(at: DeskUnderTest.now)))
        try await desk.open(as: nil) { browser in
            var answers: Set<String> = []
            for (login, password) in [("anna", "guess"), ("nobody", "guess"), ("No Login", "guess"), ("chen", LibraryUnderTest.password)] {
                let answer = try await browser.ask(.deskSignIn, nil, ["login": login, "password": password])
                #expect(answer.status == 401 && answer.headers["set-cookie"] == nil)
                answers.insert(answer.body)
            }
            #expect(answers.count == 1 && answers.first?.contains("wrong_credentials") == true)
        }
    }

    @Test("wrong tries wait longer each time, whether the login is there or not", arguments: ["anna", "nobody"])
    func waits(_ login: String) async throws {
        let desk = try await DeskUnderTest()
        try await desk.open(as: nil) { browser in
            var waits: [Int] = []
            for _ in 0..<9 {
                let answer = try await browser.ask(.deskSignIn, nil, ["login": login, "password": "guess"])
                guard answer.status == 429 else { continue }
                let seconds = try #require(answer.headers["retry-after"].flatMap { Int($0) })
                waits.append(seconds)
                desk.library.time.advance(by: .seconds(seconds))
            }
            #expect(waits == [1, 2])
        }
    }

    @Test("the cookie is the desk's own, for this site alone", arguments: [
        (nil, "gatehouse-desk=", "; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"),
        ("https://library.example.edu", "__Host-gatehouse-desk=", "; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"),
    ] as [(String?, String, String)])
    func cookie(_ row: (url: String?, name: String, rest: String)) async throws {
        let desk = try await DeskUnderTest { $0.web.publicURL = row.url.flatMap(WebAddress.init) }
        try await desk.open(as: nil) { browser in
            let answer = try await browser.ask(.deskSignIn, nil, ["login": "bo", "password": LibraryUnderTest.password])
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.hasPrefix(row.name) && cookie.hasSuffix(row.rest), "\(cookie)")
        }
    }

    @Test("a patron's session opens no desk, the desk's no patron's page, not even under the other's name")
    func apart() async throws {
        try await DeskUnderTest().open { browser in
            let staff = try #require(browser.cookie)
            #expect(try await browser.ask(.session).status == 401)
            browser.cookie = staff.replacing("gatehouse-desk=", with: "gatehouse=")
            #expect(try await browser.ask(.session).status == 401)
            browser.cookie = nil
            try await browser.signIn(LibraryUnderTest.anna)
            let patron = try #require(browser.cookie)
            #expect(try await browser.ask(.deskSession).status == 401)
            browser.cookie = patron.replacing("gatehouse=", with: "gatehouse-desk=")
            #expect(try await browser.ask(.deskSession).status == 401)
        }
    }

    static let operations = WebOperation.allCases.filter { $0.path.hasPrefix("/api/v1/desk/") && $0 != .deskSignIn && $0 != .deskSignOut }

    @Test("nobody gets in without a session, and nobody of a first password before it is changed", arguments: operations)
    func closed(_ operation: WebOperation) async throws {
        let path = operation.path.replacing("{act}", with: String(repeating: "0", count: 32)).replacing("{report}", with: "visits")
        let body: [String: String]? = ["GET", "DELETE"].contains(operation.method) ? nil : ["why": "x"]
        try await DeskUnderTest().open(as: nil) { browser in
            #expect(try await browser.ask(operation, path, body).status == 401)
            try await browser.signInAtDesk("new")
            guard operation != .deskSession, operation != .deskChangePassword else { return }
            #expect(try await browser.json(operation, path, body, is: 403)["code"].text == "change_password")
        }
    }

    @Test("a first password is changed once; the other browsers are signed out, the old password is worth nothing")
    func change() async throws {
        try await DeskUnderTest().open(as: "new") { browser in
            let other = try Phone(port: browser.port)
            try await other.signInAtDesk("new")
            for weak in ["short", "new", "12345678", LibraryUnderTest.password] {
                let answer = try await browser.json(.deskChangePassword, nil, ["old": LibraryUnderTest.password, "new": weak], is: 422)
                #expect(answer["code"].text == "weak_password")
            }
            #expect(try await browser.ask(.deskChangePassword, nil, ["old": "wrong", "new": "a corner by the window"]).status == 401)
            #expect(try await browser.ask(.deskChangePassword, nil, ["old": LibraryUnderTest.password, "new": "a corner by the window"]).status == 204)
            #expect(try await browser.json(.deskSession)["mustChangePassword"].isTrue == false)
            #expect(try await browser.ask(.deskInside).status == 200)
            #expect(try await other.ask(.deskSession).status == 401)
            #expect(try await other.ask(.deskSignIn, nil, ["login": "new", "password": LibraryUnderTest.password]).status == 401)
            try await other.signInAtDesk("new", "a corner by the window")
        }
    }

    @Test("a session ends by signing out, by its time, and when the account is closed; a new role holds at once")
    func ends() async throws {
        let desk = try await DeskUnderTest()
        let bo = try #require(StaffID(rawValue: "bo"))
        try await desk.open { browser in
            let cookie = browser.cookie
            #expect(try await browser.ask(.deskSignOut).status == 204)
            #expect(browser.cookie == nil)
            browser.cookie = cookie
            #expect(try await browser.ask(.deskSession).status == 401)
            try await browser.signInAtDesk("bo")
            #expect(try await desk.store.change(bo, .role(.desk)))
            #expect(try await browser.json(.deskSession)["role"].text == "desk")
            _ = try await browser.act("recount", ["campus": "east", "inside": 3], is: 403)
            desk.library.time.advance(by: .hours(12))
            #expect(try await browser.ask(.deskSession).status == 401)
            try await browser.signInAtDesk("bo")
            #expect(try await desk.store.change(bo, .closed(at: DeskUnderTest.now)))
            #expect(try await browser.ask(.deskSession).status == 401)
        }
    }

    @Test("what another site sends changes nothing", arguments: ["Sec-Fetch-Site: cross-site", "Origin: https://evil.example"])
    func crossSite(_ field: String) async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            browser.headers = [field]
            let refused = try await browser.act("recount", ["campus": "east", "inside": 3], is: 403)
            #expect(refused["code"].text == "cross_site")
            #expect(try await browser.ask(.deskSignOut).status == 403)
            #expect(try await browser.ask(.deskSignIn, nil, ["login": "bo", "password": LibraryUnderTest.password]).status == 403)
            #expect(try await desk.inside() == 0)
        }
    }

    @Test("who acts too often waits; looking goes on")
    func rates() async throws {
        var rates = WebRates()
        rates.acts = WebRates.Rate(burst: 2, each: .seconds(3))
        let desk = try await DeskUnderTest()
        try await desk.open(rates: rates) { browser in
            for count in 1...2 { _ = try await browser.act("recount", ["campus": "east", "inside": count]) }
            let answer = try await browser.act("recount", ["campus": "east", "inside": 3], is: 429)
            #expect(answer["code"].text == "too_many_requests")
            #expect(try await browser.ask(.deskNow).status == 200)
            desk.library.time.advance(by: .seconds(3))
            _ = try await browser.act("recount", ["campus": "east", "inside": 3])
        }
    }
}
