import Accounts
import Foundation
import GateControl
import LibraryModel
import Testing
import WebService

@Suite("Signing in on the university's own page")
struct UniversitySignInTests {
    /// A university that believes the ticket `good-CARD`.
    private struct University: IdentityProvider {
        func signInPage(for state: LoginState) -> String? { "https://sso.example.edu/cas/login?state=\(state.word)" }

        func identify(_ proof: IdentityProof, at time: WallTime) async throws(AccountError) -> Identification {
            guard case .ticket(let ticket, _) = proof else { return .refused(.wrongCredentials) }
            guard let ticket else { return .refused(.ticketMissing) }
            guard ticket.hasPrefix("good-"), let patron = PatronID(rawValue: String(ticket.dropFirst(5))) else {
                return .refused(.casRefused("INVALID_TICKET"))
            }
            return .patron(patron, mustChange: false)
        }
    }

    private func opened(_ work: @escaping @Sendable (Phone) async throws -> Void) async throws {
        let library = try await LibraryUnderTest { $0.web.signIn = [.cas, .password] }
        let way = UniversitySignIn(provider: University(), name: BilingualText(zh: "统一身份认证", en: "University sign-in"))
        try await library.open(try library.parts(university: way)) { port in try await work(try Phone(port: port)) }
    }

    @Test("goes there with a state that only this browser knows, and comes back signed in")
    func there() async throws {
        try await opened { phone in
            let ways = try await phone.json(.signInWays)["ways"]
            #expect(ways.list.map { $0["way"].text } == ["cas", "password"])
            #expect(ways[0]["url"].text == "/auth/cas")
            let gone = try await phone.ask(.universitySignIn)
            let state = try #require(gone.headers["location"]?.split(separator: "=").last.map(String.init))
            let kept = try #require(gone.headers["set-cookie"])
            #expect(kept.hasPrefix("gatehouse-sign-in=\(state); ") && kept.contains("; HttpOnly; SameSite=Lax"))
            phone.cookie = "gatehouse-sign-in=\(state)"
            let back = try await phone.ask(.universityReturn, "/auth/cas/return?state=\(state)&ticket=good-\(LibraryUnderTest.anna)")
            #expect(back.status == 302)
            #expect(back.headers["location"] == "/")
            #expect(try await phone.json(.session)["name"].text == "安娜")
        }
    }

    @Test("whoever the university signs in needs no first password of ours changed")
    func firstPassword() async throws {
        try await opened { phone in
            phone.cookie = "gatehouse-sign-in=00112233445566778899aabbccddeeff"
            let back = try await phone.ask(.universityReturn, "/auth/cas/return?\(Self.state)&ticket=good-\(LibraryUnderTest.carl)")
            #expect(back.headers["location"] == "/")
            #expect(try await phone.json(.session)["mustChangePassword"].isTrue == false)
            #expect(try await phone.ask(.bookings).status == 200)
            try await phone.signIn(LibraryUnderTest.carl)
            #expect(try await phone.json(.bookings, is: 403)["code"].text == "change_password")
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let says: String
        let query: String
        var cookie = "gatehouse-sign-in=00112233445566778899aabbccddeeff"
        let code: String
        var testDescription: String { says }
    }

    private static let state = "state=00112233445566778899aabbccddeeff"

    @Test("ends at the page with the reason", arguments: [
        Row(says: "another browser's state", query: "state=ff112233445566778899aabbccddeeff&ticket=good-2021000017", code: "state_mismatch"),
        Row(says: "no state", query: "ticket=good-2021000017", code: "state_mismatch"),
        Row(says: "no cookie", query: "\(state)&ticket=good-2021000017", cookie: "a=b", code: "state_mismatch"),
        Row(says: "no ticket", query: state, code: "ticket_missing"),
        Row(says: "a ticket that the university does not know", query: "\(state)&ticket=bad", code: "cas_refused"),
        Row(says: "somebody who is no patron", query: "\(state)&ticket=good-2021999999", code: "unknown_patron"),
    ])
    func failures(_ row: Row) async throws {
        try await opened { phone in
            phone.cookie = row.cookie
            let answer = try await phone.ask(.universityReturn, "/auth/cas/return?\(row.query)")
            #expect(answer.status == 302)
            #expect(answer.headers["location"] == "/#sign-in=\(row.code)")
            #expect(answer.headers["set-cookie"]?.contains("gatehouse-sign-in=; Path=/; Max-Age=0") == true)
            #expect(try await phone.ask(.session).status == 401)
        }
    }

    @Test("is not there where the configuration does not name it")
    func notOffered() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            #expect(try await phone.json(.universitySignIn, is: 404)["code"].text == "way_not_offered")
            #expect(try await phone.json(.universityReturn, is: 404)["code"].text == "way_not_offered")
        }
    }
}
