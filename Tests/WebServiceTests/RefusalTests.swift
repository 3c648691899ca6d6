import GateControl
import Testing
import WebService

@Suite("What the service refuses")
struct RefusalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let says: String
        let request: String
        let status: Int
        let body: String
        var allow: String?
        var testDescription: String { says }
    }

    static let documents = [
        Row(says: "an unknown path", request: plain("GET", "/nowhere"), status: 404, body: problem(404, "Not Found")),
        Row(says: "a path below", request: plain("GET", "/api/v1/status/east"), status: 404, body: problem(404, "Not Found")),
        Row(says: "a path out of the tree", request: plain("GET", "/../../etc/passwd"), status: 404, body: problem(404, "Not Found")),
        Row(
            says: "another method", request: plain("POST", "/api/v1/status"), status: 405,
            body: problem(405, "Method Not Allowed", "ask with GET or HEAD"), allow: "GET, HEAD"),
        Row(
            says: "a method that has no meaning here", request: plain("PURGE", "/healthz"), status: 405,
            body: problem(405, "Method Not Allowed", "ask with GET or HEAD"), allow: "GET, HEAD"),
        Row(
            says: "a large body", request: plain("GET", "/healthz", "Content-Length: 1025\r\n") + String(repeating: "x", count: 1025),
            status: 413, body: problem(413, "Content Too Large", "send no body")),
        Row(
            says: "a body without end", request: plain("GET", "/healthz", "Transfer-Encoding: chunked\r\n") + "1\r\nx\r\n",
            status: 411, body: problem(411, "Length Required", "send no body")),
    ]

    private static func problem(_ status: Int, _ title: String, _ detail: String? = nil) -> String {
        #"{\#(detail.map { #""detail":"\#($0)","# } ?? "")"status":\#(status),"title":"\#(title)","type":"about:blank"}"#
    }

    @Test("is told in a problem document (RFC 9457)", arguments: documents)
    func document(_ row: Row) async throws {
        try await served(.fixed(try Reports.report(Reports.sparse))) { port in
            let answer = try await ask(port, row.request)
            #expect(answer.status == row.status)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.headers["allow"] == row.allow)
            #expect(answer.body == row.body)
        }
    }

    struct NoRequest: Sendable, CustomTestStringConvertible {
        let says: String
        let request: String
        init(_ says: String, _ request: String) { (self.says, self.request) = (says, request) }
        var testDescription: String { says }
    }

    private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    static let noRequests = [
        NoRequest("no HTTP", "hello\r\n\r\n"),
        NoRequest("an unknown version", "GET /healthz HTTP/9.9\r\n\r\n"),
        NoRequest("a header without a name", "GET /healthz HTTP/1.1\r\n: x\r\n\r\n"),
        NoRequest("two lengths", "GET /healthz HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
        NoRequest("a length below zero", "GET /healthz HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
        NoRequest("zero bytes", "\0\0\0\0\r\n\r\n"),
        NoRequest("a header field of 8 KiB", plain("GET", "/healthz", "X: \(long(8192))\r\n")),
        NoRequest("101 header fields", plain("GET", "/healthz", (1...101).map { "X\($0): x\r\n" }.joined())),
        NoRequest("header fields of 20 KiB in all", plain("GET", "/healthz", (1...10).map { "X\($0): \(long(2048))\r\n" }.joined())),
        NoRequest("a path of 100 KiB", plain("GET", "/" + long(102_400))),
    ]

    @Test("what is no request, or too large a one, is answered 400 or closed, and the next one is served", arguments: noRequests)
    func noRequest(_ row: NoRequest) async throws {
        try await served(.fixed(try Reports.report(Reports.sparse))) { port in
            let bytes = try await onThread {
                let client = try Client(port: port)
                client.send(row.request)
                client.finish()
                return client.rest()
            }
            if !bytes.isEmpty { #expect(Answer(bytes)?.status == 400) }
            #expect(try await ask(port, plain("GET", "/healthz")).status == 200)
        }
    }

    @Test("any bytes leave the service serving")
    func anyBytes() async throws {
        try await served(.fixed(try Reports.report(Reports.sparse))) { port in
            var state: UInt64 = 7
            for _ in 0..<100 {
                let text = String(decoding: (0..<200).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 56)
                }, as: UTF8.self)
                _ = try await onThread {
                    let client = try Client(port: port)
                    client.send(text)
                    client.finish()
                    return client.rest()
                }
            }
            #expect(try await ask(port, plain("GET", "/healthz")).body == "ok\n")
        }
    }
}
