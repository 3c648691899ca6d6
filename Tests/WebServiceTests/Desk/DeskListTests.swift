import Foundation
import GateHardware
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("What the desk reads names nobody in full, and who is looked at is written down")
struct DeskListTests {
    /// Anna inside by pass, Ben turned away, somebody inside by a recount.
    private func desk() async throws -> DeskUnderTest {
        let desk = try await DeskUnderTest()
        try await desk.enter(try await desk.book(LibraryUnderTest.anna, 0xA1))
        let ben = try await desk.book(LibraryUnderTest.ben, 0xB2)
        _ = try await desk.store.revoke(Revocation(id: desk.newID(), target: .booking(ben), at: DeskUnderTest.now, who: "x", why: "x"))
        desk.library.time.advance(by: .seconds(1))
        try await desk.enter(ben)
        return desk
    }

    @Test("presentations, the newest first, masked, by every filter")
    func presentations() async throws {
        try await desk().open(as: "anna") { browser in
            let list = { (query: String) in
                try await browser.json(.deskPresentations, "/api/v1/desk/presentations" + query)["presentations"].list
            }
            let all = try await list("")
            #expect(all.map { $0["code"].text } == ["revoked", "entry"])
            #expect(all.map { $0["patron"].text } == ["2021****28", "2021****17"])
            #expect(all.map { $0["admits"].isTrue } == [false, true] && all[0]["message"]["zh"].text?.isEmpty == false)
            #expect(all.map { $0["booking"].text } == ["00000000000000b2", "00000000000000a1"])
            for (query, codes) in [
                ("?result=admit", ["entry"]), ("?result=refuse", ["revoked"]), ("?code=entry", ["entry"]), ("?code=full", []),
                ("?campus=east", ["revoked", "entry"]), ("?campus=west", []), ("?lane=east-in&limit=1", ["revoked"]), ("?lane=west-in", []),
                ("?before=\(all[0]["id"].text ?? "")", ["entry"]),
            ] { #expect(try await list(query).map { $0["code"].text } == codes, "\(query)") }
        }
    }

    @Test("who is inside, masked; the name only with a reason, and that look is in the log")
    func looks() async throws {
        try await desk().open(as: "anna") { browser in
            let inside = try await browser.json(.deskInside)["inside"]
            #expect(inside.list.count == 1 && inside[0]["patron"].text == "2021****17" && inside[0]["name"].text == "安**")
            #expect(inside[0]["bookingEnd"].text == "2026-11-20T21:50:00.000+08:00" && inside[0]["cause"].text == "pass")
            let visit = try #require(inside[0]["visit"].text)
            let presentation = try #require(try await browser.json(.deskPresentations)["presentations"][0]["id"].text)
            for (field, value, name) in [("visit", visit, "安娜"), ("presentation", presentation, "本"), ("booking", "00000000000000a1", "安娜")] {
                let seen = try await browser.json(.deskLook, nil, [field: value, "why": "a lost wallet"])
                #expect(seen["name"].text == name)
                let line = try #require(try await browser.log(9).first { $0["act"].text == seen["act"].text })
                #expect(line["kind"].text == "look" && line["who"].text == "anna" && line["why"].text == "a lost wallet")
                #expect(line["act"].text == seen["act"].text && line["subject"].text == seen["booking"].text)
            }
            #expect(try await browser.json(.deskLook, nil, ["booking": "00000000000000ff", "why": "x"], is: 404)["code"].text == "nothing_there")
        }
    }

    @Test("the record of a patron, with a reason; in the log the number is masked")
    func lookUp() async throws {
        try await desk().open(as: "anna") { browser in
            let record = try await browser.json(.deskLookUp, nil, ["card": LibraryUnderTest.ben, "why": "asks for help"])
            #expect(record["name"].text == "本" && record["patron"].text == LibraryUnderTest.ben && record["standing"].text == "active")
            #expect(record["bookings"].list.map { $0["booking"].text } == ["00000000000000b2"])
            let line = try await browser.log()[0]
            #expect(line["kind"].text == "look_up" && line["subject"].text == "2021****28")
            #expect(try await browser.json(.deskLookUp, nil, ["card": "2021999999", "why": "x"], is: 404)["code"].text == "nothing_there")
        }
    }

    @Test("now is every campus with its curve, and every gate with its lanes")
    func now() async throws {
        try await desk().open { browser in
            let now = try await browser.json(.deskNow)
            let east = now["campuses"][0]
            #expect(east["inside"].number == 1 && east["cap"].number == 300 && east["state"].text == "open" && east["quality"].text == "exact")
            let curve = east["curve"].list
            #expect(curve.first?["at"].text == east["opens"].text && curve.last?["at"].text == now["now"].text)
            #expect(curve.last?["inside"].number == 1 && curve.first?["inside"].number == 0)
            #expect(now["gates"].list.map { $0["gate"].text }.contains("east-main"))
        }
    }

    @Test("the log as a table: a reason that a spreadsheet would calculate is no formula there")
    func csv() async throws {
        try await DeskUnderTest().open { browser in
            for why in [#"=HYPERLINK("http://x")"#, "+1", "-1", "@x", "a, b", #"say "so""#] {
                _ = try await browser.act("recount", ["campus": "east", "inside": 1, "why": why])
            }
            let answer = try await browser.ask(.deskActs, nil, headers: ["Accept: text/csv"])
            #expect(answer.headers["content-type"]?.hasPrefix("text/csv; charset=utf-8") == true)
            let lines = answer.body.components(separatedBy: "\r\n")
            #expect(lines.first?.hasPrefix("at,who,role,kind,on,overCap,lane,campus,subject,why,needed,difference") == true)
            #expect(lines.count == 8 && lines.last == "")
            for cell in [#"recount,,,,east,,"'=HYPERLINK(""http://x"")","#, ",'+1,", ",'-1,", ",'@x,", #","a, b","#, #","say ""so""","#] {
                #expect(lines.contains { $0.contains(cell) }, "\(cell) \(answer.body)")
            }
        }
    }
}
