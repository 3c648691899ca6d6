import Accounts
import Foundation
import LibraryModel
import Testing

@Suite("sign-in at a CAS server, over HTTP")
struct CASProviderTests {
    private static let service = "https://library.example.edu/auth/cas/return"
    private let server: LocalCAS
    private let state: LoginState
    private let now = WallTime(seconds: 1_795_222_800)
    /// For tests in which no answer comes.
    private static let short: Duration = .milliseconds(300)

    init() throws {
        server = try LocalCAS(attributes: [("cardNumber", "2021100002"), ("affiliation", "staff"), ("affiliation", "faculty")])
        var chance = SeededChance(seed: 1)
        state = LoginState(using: &chance)
    }

    private func provider(
        _ field: CASPlace.PatronField = .user, service: String = service, time: Duration = .seconds(60)
    ) throws -> CASProvider {
        CASProvider(place: try CASPlace(server: server.address, service: service, patronField: field), answerTime: time)
    }

    /// The patron signs in there and comes back: the ticket and the state of the return.
    private func visit(_ provider: CASProvider, as user: String = "2021100001") throws -> (ticket: String?, state: LoginState) {
        let page = try #require(provider.signInPage(for: state))
        let back = try Browser.redirect(from: page, cookie: "TGC=\(user)")
        #expect(back.hasPrefix(Self.service + "?"))
        let query = try #require(URLComponents(string: back)?.queryItems)
        let word = query.first { $0.name == "state" }?.value
        let returned = try #require(LoginState.returned(query: word, cookie: state.word))
        return (query.first { $0.name == "ticket" }?.value, returned)
    }

    private func identify(_ provider: CASProvider, _ ticket: String?, _ state: LoginState) async throws -> Identification {
        try await provider.identify(.ticket(ticket, state: state), at: now)
    }

    private func identify(_ provider: CASProvider, as user: String = "2021100001") async throws -> Identification {
        let (ticket, state) = try visit(provider, as: user)
        return try await identify(provider, ticket, state)
    }

    private func patron(_ number: String) throws -> Identification {
        .patron(try #require(PatronID(rawValue: number)), mustChange: false)
    }

    @Test("the browser goes there, comes back with a ticket, and the server says whose it is")
    func user() async throws {
        #expect(try await identify(try provider()) == patron("2021100001"))
        let check = try #require(server.checks.first)
        #expect(check.hasPrefix(
            "GET /cas/serviceValidate?service=https%3A%2F%2Flibrary.example.edu%2Fauth%2Fcas%2Freturn%3Fstate%3D\(state.word)&ticket=ST-"))
        #expect(!check.lowercased().contains("\r\ncookie:"))
    }

    @Test("the card number may be an attribute, which /p3/serviceValidate brings")
    func attribute() async throws {
        #expect(try await identify(try provider(.attribute("cardNumber")), as: "anna") == patron("2021100002"))
        #expect(server.checks.first?.hasPrefix("GET /cas/p3/serviceValidate?") == true)
    }

    @Test("an attribute that is missing or has two values names no one", arguments: ["affiliation", "employeeNumber", "user", ""])
    func wrongAttribute(name: String) async throws {
        #expect(try await identify(try provider(.attribute(name))) == .refused(.casMalformed("it has not exactly one value of \(name)")))
    }

    @Test("a name that can be no card number is unknown", arguments: ["anna.b", "anna@example.edu", String(repeating: "1", count: 21)])
    func notACard(user: String) async throws {
        #expect(try await identify(try provider(), as: user) == .refused(.unknownPatron))
    }

    @Test("a ticket that the server never made is refused")
    func madeUp() async throws {
        #expect(try await identify(try provider(), "ST-1-madeup", state) == .refused(.casRefused("INVALID_TICKET")))
    }

    @Test("a ticket for another service or another browser's sign-in is refused, and is then used up")
    func anotherService() async throws {
        let (ticket, state) = try visit(try provider())
        let elsewhere = try provider(service: "https://library.example.edu/auth/cas/other")
        #expect(try await identify(elsewhere, ticket, state) == .refused(.casRefused("INVALID_SERVICE")))
        #expect(try await identify(try provider(), ticket, state) == .refused(.casRefused("INVALID_TICKET")))
        var chance = SeededChance(seed: 2)
        let second = try visit(try provider()).ticket
        #expect(try await identify(try provider(), second, LoginState(using: &chance)) == .refused(.casRefused("INVALID_SERVICE")))
    }

    @Test("a ticket is good once; the second time nobody is even asked")
    func usedTwice() async throws {
        let (first, second) = (try provider(), try provider())
        let (ticket, state) = try visit(first)
        #expect(try await identify(first, ticket, state) == patron("2021100001"))
        #expect(try await identify(first, ticket, state) == .refused(.casRefused("the ticket came before")))
        #expect(server.checks.count == 1)
        #expect(try await identify(second, ticket, state) == .refused(.casRefused("INVALID_TICKET")))
    }

    @Test("of one ticket that comes many times at once, one signs in")
    func sideBySide() async throws {
        let provider = try provider()
        let (ticket, state) = try visit(provider)
        let answers = try await withThrowingTaskGroup(of: Identification.self) { group in
            for _ in 0..<50 { group.addTask { try await identify(provider, ticket, state) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try answers.filter { $0 == (try patron("2021100001")) }.count == 1)
        #expect(server.checks.count == 1)
    }

    @Test("what can be no ticket is not even asked about", arguments: [
        nil, "", "ST-", "PT-1-abc", "st-1-abc", " ST-1-abc", "ST-1 abc", "ST-1&service=x", "ST-1\r\nX: y", "ST-票", "ST-1%20",
        "ST-" + String(repeating: "a", count: 254),
    ] as [String?])
    func noTicket(ticket: String?) async throws {
        #expect(try await identify(try provider(), ticket, state) == .refused(.ticketMissing))
        #expect(server.checks.isEmpty)
    }

    @Test("a password is no proof here")
    func password() async throws {
        let proof = IdentityProof.password(card: "2021100001", password: "correct horse")
        #expect(try await provider().identify(proof, at: now) == .refused(.ticketMissing))
    }

    @Test("the longest ticket is taken")
    func longestTicket() async throws {
        let ticket = "ST-" + String(repeating: "a", count: 253)
        #expect(try await identify(try provider(), ticket, state) == .refused(.casRefused("INVALID_TICKET")))
    }

    @Test("a server that does not answer, stops in the middle or hangs up cannot be reached", arguments: [
        LocalCAS.Whim.silent, .halfAnAnswer, .hangsUp,
    ])
    func slow(whim: LocalCAS.Whim) async throws {
        server.behave(whim)
        let answer = try await identify(try provider(time: Self.short))
        guard case .refused(let refusal) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(refusal.code == "cas_unreachable")
        server.behave(nil)
        #expect(try await identify(try provider()) == patron("2021100001"))
    }

    @Test("a huge answer is cut off, whether it says how long it is or not", arguments: [true, false])
    func huge(saysSo: Bool) async throws {
        server.behave(.huge(saysSo: saysSo))
        #expect(try await identify(try provider()) == .refused(.casMalformed("it is too long")))
    }

    @Test("success under another status is none, and a redirect is not followed", arguments: [201, 204, 301, 302, 303, 307, 308, 400, 404, 500, 503])
    func status(status: Int) async throws {
        let other = try LocalCAS()
        let location = (300..<400).contains(status) ? other.address + "/serviceValidate" : nil
        server.behave(.status(status, location: location))
        #expect(try await identify(try provider()) == .refused(.casUnreachable("HTTP status \(status)")))
        #expect(other.checks.isEmpty)
    }

    @Test("an answer that is no answer lets nobody in", arguments: [
        "", "no\n", "yes\n2021100001\n", "{\"serviceResponse\":{\"authenticationSuccess\":{\"user\":\"2021100001\"}}}",
        LocalCAS.success(""), LocalCAS.success("<cas:user></cas:user>"),
        "<!DOCTYPE x [<!ENTITY a \"2021100001\">]>" + LocalCAS.success("<cas:user>&a;</cas:user>"),
    ])
    func malformed(body: String) async throws {
        server.behave(.body(Array(body.utf8)))
        let answer = try await identify(try provider())
        guard case .refused(.casMalformed) = answer else { return #expect(Bool(false), "\(answer)") }
    }

    @Test("a server that is not there cannot be reached")
    func gone() async throws {
        let address = try LocalCAS().address
        let provider = CASProvider(place: try CASPlace(server: address, service: Self.service))
        let answer = try await identify(provider, "ST-1-abc", state)
        guard case .refused(.casUnreachable) = answer else { return #expect(Bool(false), "\(answer)") }
    }

    @Test("of many who come while the server is silent some are told to come again, and all get an answer")
    func crowd() async throws {
        server.behave(.silent)
        let provider = try provider(time: Self.short)
        let codes = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    guard case .refused(let refusal) = try await identify(provider, "ST-\(number)", state) else { return "in" }
                    return refusal.code
                }
            }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(codes["in"] == nil)
        #expect((codes["cas_unreachable"] ?? 0) >= CASLimits.atOnce)
        #expect(codes.values.reduce(0, +) == 40)
    }

    @Test("who goes away while the server is silent ends the question")
    func cancelled() async throws {
        server.behave(.silent)
        let provider = try provider()
        let asking = Task { try await identify(provider, "ST-1-abc", state) }
        while server.checks.isEmpty { await Task.yield() }
        asking.cancel()
        #expect(try await asking.value == .refused(.casUnreachable("nobody waits for the answer any more")))
    }
}
