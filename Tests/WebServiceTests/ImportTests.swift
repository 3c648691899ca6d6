import Accounts
import Foundation
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Imports over HTTP")
struct ImportTests {
    private static func opened(_ work: @escaping @Sendable (Phone, LibraryUnderTest) async throws -> Void) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let importer = try Phone(port: port)
            importer.headers = ["Authorization: Bearer \(LibraryUnderTest.importToken.text)"]
            try await work(importer, library)
        }
    }

    private static func table(_ importer: Phone, _ operation: WebOperation, _ csv: String) async throws -> Answer {
        try await ask(importer.port, importer.request(operation, nil, csv, ["Content-Type: text/csv; charset=utf-8"]))
    }

    private static func counts(_ json: JSON) -> [Int?] { ["added", "changed", "unchanged"].map { json[$0].number } }

    @Test("the same rows as CSV and as JSON are the same patrons and the same bookings")
    func bothForms() async throws {
        try await Self.opened { importer, library in
            let patrons = "patron,name,standing\n2021000099,\"Dora, \"\"the\"\" tall\",active\n2021000017,安娜,inactive\n"
            let first = try await Self.table(importer, .importPatrons, patrons)
            #expect(Self.counts(JSON(try first.json())) == [1, 1, 0])
            let rows = [
                ["patron": "2021000099", "name": "Dora, \"the\" tall", "standing": "active"],
                ["patron": "2021000017", "name": "安娜", "standing": "inactive"],
            ]
            #expect(Self.counts(try await importer.json(.importPatrons, nil, ["patrons": rows])) == [0, 0, 2])
            let bookings = "patron,campus,start,end\n2021000099,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00\n"
            #expect(Self.counts(JSON(try await Self.table(importer, .importBookings, bookings).json())) == [1, 0, 0])
            let row = ["patron": "2021000099", "campus": "east", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T11:00:00+08:00"]
            #expect(Self.counts(try await importer.json(.importBookings, nil, ["bookings": [row]])) == [0, 0, 1])
            let cancelled = row.merging(["state": "cancelled"]) { $1 }
            #expect(Self.counts(try await importer.json(.importBookings, nil, ["bookings": [cancelled]])) == [0, 1, 0])
            let patron = try #require(PatronID(rawValue: "2021000099"))
            #expect(try await library.store.patron(patron)?.name == "Dora, \"the\" tall")
        }
    }

    @Test("one bad row and nothing is imported; each wrong row is named by its place or its line")
    func allOrNothing() async throws {
        try await Self.opened { importer, library in
            let rows: [[String: Any]] = [
                ["patron": "2021000077", "name": "Emil", "standing": "active"], ["patron": "not a card", "name": "x", "standing": "active"],
                ["patron": "2021000078", "name": 7, "standing": "active"], ["patron": "2021000079", "name": "y"],
                ["patron": "2021000080", "name": "z", "standing": "active", "age": 3], ["patron": "2021000081", "name": "a\nb", "standing": "active"],
            ]
            let wrong = try await importer.json(.importPatrons, nil, ["patrons": rows], is: 422)
            #expect(wrong["errors"].list.map { $0["pointer"].text } == ["/patrons/2/name", "/patrons/3/standing", "/patrons/4/age", "/patrons/5/name"])
            let later = try await importer.json(.importPatrons, nil, ["patrons": Array(rows.prefix(2))], is: 422)
            #expect(later["errors"].list.map { $0["pointer"].text } == ["/patrons/1"])
            let lines = try await Self.table(importer, .importPatrons, "patron,name,standing\n2021000077,Emil,active\n2021000078,x,maybe\n")
            #expect(lines.status == 422)
            #expect(JSON(try lines.json())["errors"][0]["line"].number == 3)
            #expect(try await library.store.patron(try #require(PatronID(rawValue: "2021000077"))) == nil)
            let stranger = ["patron": "2021000077", "campus": "east", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T11:00:00+08:00"]
            let unknown = try await importer.json(.importBookings, nil, ["bookings": [stranger]], is: 422)
            #expect(unknown["errors"][0]["pointer"].text == "/bookings/0")
        }
    }

    @Test("another type is refused by name, and too large a body before it is kept")
    func otherBodies() async throws {
        try await Self.opened { importer, _ in
            let answer = try await ask(importer.port, importer.request(.importPatrons, nil, "x", ["Content-Type: application/xml"]))
            #expect(answer.status == 415)
            let large = plain("POST", "/api/v1/import/patrons", importer.headers[0] + "\r\nContent-Type: text/csv\r\nContent-Length: 16777217\r\n")
            #expect(try await ask(importer.port, large).status == 413)
        }
    }

    @Test("while one is under way, who sends a large one without reading meanwhile hears that there is one")
    func another() async throws {
        try await Self.opened { importer, _ in
            let token = importer.headers[0]
            // Its body never comes. Were it not the first, it would be refused at once, since it asks whether to send.
            let first = "POST /api/v1/import/patrons HTTP/1.1\r\nHost: gate\r\n\(token)\r\nContent-Type: text/csv\r\n"
                + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"
            // More than the kernel keeps.
            let large = importer.request(
                .importPatrons, nil, "patron,name,standing\n" + String(repeating: "x", count: 15 << 20), ["Content-Type: text/csv"])
            let port = importer.port
            var status: Int?
            // Whichever comes first is the first.
            for _ in 0..<20 where status != 429 {
                let answer = try await onThread {
                    let (one, other) = (Held(try Client(port: port)), Held(try Client(port: port)))
                    one.client.send(first)
                    other.client.send(large)
                    let answer = other.client.rest()
                    _ = one.client.isClosed
                    return answer
                }
                status = Answer(answer)?.status
            }
            #expect(status == 429)
        }
    }

    /// A connection that is kept open.
    private final class Held {
        let client: Client
        init(_ client: consuming Client) { self.client = client }
    }

    @Test("a thousand rows in one request are one transaction, and go in chunks too")
    func many() async throws {
        try await Self.opened { importer, _ in
            let csv = "patron,name,standing\n" + (0..<1000).map { "30\($0 + 100_000),patron \($0),active\n" }.joined()
            let chunks = "\(String(csv.utf8.count, radix: 16))\r\n\(csv)\r\n0\r\n\r\n"
            let head = importer.headers[0] + "\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n"
            let answer = try await ask(importer.port, plain("POST", "/api/v1/import/patrons", head) + chunks)
            #expect(Self.counts(JSON(try answer.json())) == [1000, 0, 0])
        }
    }
}
