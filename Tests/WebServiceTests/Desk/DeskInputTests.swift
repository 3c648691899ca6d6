import Foundation
import LibraryStore
import Testing
import WebService

@Suite("What the desk is sent that is not as it should be is refused by name, and changes nothing")
struct DeskInputTests {
    /// The body of an order, and the places of its wrong fields.
    static let orders: [(String, [String])] = [
        ("[]", [""]), ("{}", [""]), (#"{"kind":"dance","why":"x"}"#, [""]), (#"{"kind":1,"why":"x"}"#, [""]),
        (#"{"kind":"recount","why":"x"}"#, ["/campus", "/inside"]), (#"{"kind":"recount","why":"x","campus":"south","inside":1}"#, ["/campus"]),
        (#"{"kind":"recount","why":"x","campus":"east","inside":-1}"#, ["/inside"]),
        (#"{"kind":"recount","why":"x","campus":"east","inside":10000}"#, ["/inside"]),
        (#"{"kind":"recount","why":"x","campus":"east","inside":1.5}"#, ["/inside"]),
        (#"{"kind":"recount","why":"x","campus":"east","inside":"1"}"#, ["/inside"]),
        (#"{"kind":"recount","campus":"east","inside":1}"#, ["/why"]), (#"{"kind":"recount","why":"  ","campus":"east","inside":1}"#, ["/why"]),
        (#"{"kind":"recount","why":"\#(String(repeating: "为", count: 201))","campus":"east","inside":1}"#, ["/why"]),
        (#"{"kind":"recount","why":"a\u0007b","campus":"east","inside":1}"#, ["/why"]),
        (#"{"kind":"recount","why":"x","campus":"east","inside":1,"lane":"east-in"}"#, ["/lane"]),
        (#"{"kind":"hold","why":"x","lane":"east-in"}"#, ["/on"]), (#"{"kind":"hold","why":"x","lane":"nowhere","on":true}"#, ["/lane"]),
        (#"{"kind":"hold","why":"x","lane":"east-in","on":"yes"}"#, ["/on"]),
        (#"{"kind":"admit_one","why":"x","lane":"east-in","overCap":1}"#, ["/overCap"]),
        (#"{"kind":"sign_out","why":"x","visit":"'; DROP TABLE visit"}"#, ["/visit"]),
        (#"{"kind":"revoke","why":"x","booking":"00000000000000g1"}"#, ["/booking"]),
        (#"{"kind":"waive_outage","why":"x","campus":"east","from":"2026-11-20T20:00:00+08:00","until":"2026-11-20T19:00:00+08:00"}"#, ["/until"]),
        (#"{"kind":"waive_outage","why":"x","campus":"east","from":"2026-10-01T20:00:00+08:00","until":"2026-11-20T19:00:00+08:00"}"#, ["/until"]),
        (#"{"kind":"waive_outage","why":"x","campus":"east","from":"today","until":"2026-11-20T19:00:00+08:00"}"#, ["/from"]),
        (#"{"kind":"answer_appeal","why":"x","booking":"00000000000000a1","granted":true,"words":" "}"#, ["/words"]),
    ]

    @Test("an order", arguments: orders)
    func order(_ row: (body: String, places: [String])) async throws {
        let desk = try await DeskUnderTest()
        try await desk.open(as: "chen") { browser in
            let request = browser.request(.deskAct, nil, row.body, ["Idempotency-Key: k"])
            let answer = try await ask(browser.port, request)
            #expect(answer.status == 422, "\(answer.body)")
            #expect(JSON(try answer.json())["errors"].list.map { $0["pointer"].text } == row.places)
            #expect(try await desk.store.acts(ActQuery()).isEmpty)
        }
    }

    @Test("an order without a key")
    func key() async throws {
        try await DeskUnderTest().open { browser in
            let answer = try await browser.json(.deskAct, nil, ["kind": "recount", "why": "x", "campus": "east", "inside": 1], is: 422)
            #expect(answer["errors"][0]["header"].text == "Idempotency-Key")
        }
    }

    static let looks: [(String, String, [String])] = [
        ("looks", #"{"why":"x"}"#, [""]), ("looks", #"{"why":"x","visit":"1","booking":"2"}"#, [""]),
        ("looks", #"{"visit":"00000000000000000000000000000000"}"#, ["/why"]), ("looks", #"{"why":"x","visit":"1"}"#, ["/visit"]),
        ("patrons", #"{"why":"x"}"#, ["/card"]), ("patrons", #"{"card":"2021000017"}"#, ["/why"]),
        ("patrons", #"{"card":"2021/17","why":"x"}"#, ["/card"]), ("patrons", #"{"card":2021000017,"why":"x"}"#, ["/card"]),
    ]

    @Test("a look", arguments: looks)
    func look(_ row: (path: String, body: String, places: [String])) async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let operation: WebOperation = row.path == "looks" ? .deskLook : .deskLookUp
            let answer = try await ask(browser.port, browser.request(operation, nil, row.body))
            #expect(answer.status == 422, "\(answer.body)")
            #expect(JSON(try answer.json())["errors"].list.map { $0["pointer"].text } == row.places)
            #expect(try await desk.store.acts(ActQuery()).isEmpty)
        }
    }

    static let queries: [(WebOperation, String, [String])] = [
        (.deskPresentations, "presentations?campus=south", ["campus"]), (.deskPresentations, "presentations?lane=nowhere", ["lane"]),
        (.deskPresentations, "presentations?result=perhaps", ["result"]), (.deskPresentations, "presentations?code=nothing", ["code"]),
        (.deskPresentations, "presentations?before=1", ["before"]), (.deskPresentations, "presentations?limit=0", ["limit"]),
        (.deskPresentations, "presentations?limit=1001", ["limit"]), (.deskPresentations, "presentations?patron=2021000017", ["patron"]),
        (.deskInside, "inside?campus=", ["campus"]), (.deskActs, "acts?from=yesterday", ["from"]), (.deskActs, "acts?limit=x&limit=2", ["limit", "limit"]),
        (.deskViolations, "violations?counts=yes", ["counts"]), (.deskNow, "now?x=1", ["x"]),
        (.deskReport, "reports/visits?by=year", ["by"]), (.deskReport, "reports/visits?from=2026-11-02&until=2026-11-01", ["until"]),
        (.deskReport, "reports/visits?from=2026-02-30", ["from"]), (.deskReport, "reports/visits?from=1999-01-01&until=2026-11-01", ["from"]),
        (.deskReport, "reports/visits?by=hour&from=2025-01-01&until=2026-11-01", ["from"]),
    ]

    @Test("a question", arguments: queries)
    func query(_ row: (operation: WebOperation, path: String, names: [String])) async throws {
        try await DeskUnderTest().open { browser in
            let answer = try await browser.json(row.operation, "/api/v1/desk/\(row.path)", is: 422)
            #expect(answer["errors"].list.map { $0["parameter"].text } == row.names, "\(answer)")
        }
    }

    @Test("a report that there is not")
    func noReport() async throws {
        try await DeskUnderTest().open { browser in
            let answer = try await browser.ask(.deskReport, "/api/v1/desk/reports/patrons")
            #expect(answer.status == 404)
        }
    }
}
