import Foundation
import LibraryModel
import Synchronization

/// A CAS server as the protocol describes it (3.0.3): `/login` with a single sign-on cookie, `/serviceValidate` and
/// `/p3/serviceValidate`. Tests may spoil its answers.
final class LocalCAS: Sendable {
    /// What it does instead of answering a check properly.
    enum Whim: Sendable {
        case silent, halfAnAnswer, hangsUp
        case huge(saysSo: Bool)
        case status(Int, location: String?)
        case body([UInt8])
    }

    private struct State {
        var whim: Whim?
        /// Who signed in for which service, by ticket that was not used.
        var tickets: [String: (user: String, service: String)] = [:]
        var made = 0
        var heads: [String] = []
    }

    private let server: LoopbackServer
    // A lock, because every connection is served on a thread of its own.
    private let state: Holder

    private final class Holder: Sendable {
        let state = Mutex(State())
        let attributes: [(String, String)]
        init(_ attributes: [(String, String)]) { self.attributes = attributes }
    }

    /// - Parameter attributes: what it tells of everybody at `/p3/serviceValidate`.
    init(attributes: [(String, String)] = []) throws {
        let holder = Holder(attributes)
        state = holder
        server = try LoopbackServer { head in Self.reply(to: head, holder) }
    }

    var address: String { "http://127.0.0.1:\(server.port)/cas" }
    /// The heads of the checks that were asked.
    var checks: [String] { state.state.withLock { $0.heads } }
    func behave(_ whim: Whim?) { state.state.withLock { $0.whim = whim } }

    private static func reply(to head: String, _ holder: Holder) -> LoopbackServer.Reply {
        let target = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let parts = URLComponents(string: target)
        let query = Dictionary(
            (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        switch parts?.path {
        case "/cas/login": return login(head, query, holder)
        case "/cas/serviceValidate": return check(head, query, [], holder)
        case "/cas/p3/serviceValidate": return check(head, query, holder.attributes, holder)
        default: return page(404, "nothing here")
        }
    }

    /// Section 2.2.4: back to the service with a ticket.
    private static func login(_ head: String, _ query: [String: String], _ holder: Holder) -> LoopbackServer.Reply {
        guard let user = head.firstMatch(of: /\r\nCookie: TGC=([^\r;]*)/)?.1, let service = query["service"] else {
            return page(200, "a form that asks for the password")
        }
        let ticket = holder.state.withLock { state in
            state.made += 1
            var chance = SeededChance(seed: UInt64(state.made))
            let ticket = "ST-\(state.made)-\(String(chance.next(), radix: 36))-cas.example.edu"
            state.tickets[ticket] = (String(user), service)
            return ticket
        }
        let mark = service.contains("?") ? "&" : "?"
        return .bytes(Array("HTTP/1.1 302 Found\r\nLocation: \(service)\(mark)ticket=\(ticket)\r\nContent-Length: 0\r\n\r\n".utf8))
    }

    /// Sections 2.5 and 2.8.
    private static func check(
        _ head: String, _ query: [String: String], _ attributes: [(String, String)], _ holder: Holder
    ) -> LoopbackServer.Reply {
        let whim = holder.state.withLock { state in
            state.heads.append(head)
            return state.whim
        }
        if let whim { return reply(whim) }
        guard let ticket = query["ticket"], let service = query["service"] else { return failure("INVALID_REQUEST") }
        guard let known = holder.state.withLock({ $0.tickets.removeValue(forKey: ticket) }) else {
            return failure("INVALID_TICKET")
        }
        guard known.service == service else { return failure("INVALID_SERVICE") }
        let list = attributes.map { "<cas:\($0)>\($1)</cas:\($0)>" }.joined()
        return page(200, Self.success("<cas:user>\(known.user)</cas:user><cas:attributes>\(list)</cas:attributes>"))
    }

    private static func reply(_ whim: Whim) -> LoopbackServer.Reply {
        switch whim {
        case .silent: return .thenSilence([])
        case .halfAnAnswer: return .thenSilence(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<cas:service".utf8))
        case .hangsUp: return .bytes([])
        case .huge(let saysSo):
            let body = success("<cas:user>2021100001</cas:user>" + String(repeating: " ", count: 1 << 20))
            guard !saysSo else { return page(200, body) }
            return .bytes(Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(body)".utf8))
        case .status(let status, let location):
            let field = location.map { "Location: \($0)\r\n" } ?? ""
            return page(status, success("<cas:user>2021100001</cas:user>"), fields: field)
        case .body(let body):
            return .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
        }
    }

    static func success(_ inside: String) -> String {
        wrapped("<cas:authenticationSuccess>\(inside)</cas:authenticationSuccess>")
    }

    static func wrapped(_ inside: String) -> String {
        "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\">\n \(inside)\n</cas:serviceResponse>\n"
    }

    private static func failure(_ code: String) -> LoopbackServer.Reply {
        page(200, wrapped("<cas:authenticationFailure code=\"\(code)\">not recognised</cas:authenticationFailure>"))
    }

    private static func page(_ status: Int, _ body: String, fields: String = "") -> LoopbackServer.Reply {
        .bytes(Array("HTTP/1.1 \(status) As Told\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }
}
