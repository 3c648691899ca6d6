import Foundation
import GateControl
import Testing
import WebService

@Suite("The status service")
struct StatusServiceTests {
    @Test("says how the gates are, key by key in one fixed text", arguments: [Reports.whole, Reports.sparse])
    func status(_ text: String) async throws {
        let report = try Reports.report(text)
        try await served(.fixed(report)) { port in
            let answer = try await ask(port, plain("GET", "/api/v1/status"))
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["cache-control"] == "private, no-cache" && answer.headers["vary"] == "Authorization")
            #expect(answer.body == text)
            #expect(try Reports.report(answer.body) == report)
        }
    }

    @Test("answers supervisors", arguments: [
        (true, "/healthz", 200, "ok\n"), (false, "/healthz", 200, "ok\n"), (true, "/readyz", 200, "ready\n"),
        (false, "/readyz", 503, #"{"detail":"an entry could not be recorded now; the status and the journal say why","status":503,"title":"Service Unavailable","type":"about:blank"}"#),
    ])
    func supervisors(_ row: (ready: Bool, path: String, status: Int, body: String)) async throws {
        try await served(.fixed(try Reports.report(Reports.sparse), ready: row.ready)) { port in
            let answer = try await ask(port, plain("GET", row.path))
            #expect(answer.status == row.status)
            #expect(answer.body == row.body)
        }
    }

    @Test("answers HEAD with the header of GET and no body", arguments: ["/healthz", "/readyz", "/api/v1/status", "/nowhere"])
    func head(_ path: String) async throws {
        try await served(.fixed(try Reports.report(Reports.whole))) { port in
            let get = try await ask(port, plain("GET", path))
            let head = try await ask(port, plain("HEAD", path))
            #expect(head.status == get.status)
            #expect(head.headers["content-type"] == get.headers["content-type"])
            #expect(head.headers["content-length"] == get.headers["content-length"])
            #expect(head.body.isEmpty && !get.body.isEmpty)
        }
    }

    @Test("answers several requests on one connection, in their order")
    func keptAlive() async throws {
        try await served(.fixed(try Reports.report(Reports.whole))) { port in
            let text = try await onThread {
                let client = try Client(port: port)
                client.send("GET /healthz HTTP/1.1\r\nHost: gate\r\n\r\n" + plain("GET", "/readyz"))
                return String(decoding: client.rest(), as: UTF8.self)
            }
            let (first, second) = (text.range(of: "ok\n"), text.range(of: "ready\n"))
            #expect(try #require(first).lowerBound < #require(second).lowerBound)
        }
    }
}
