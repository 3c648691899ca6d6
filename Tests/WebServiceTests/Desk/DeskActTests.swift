import Foundation
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import Testing
import WebService

@Suite("Acts of the desk: each by a right, with a reason, recorded, and undone where it can be")
struct DeskActTests {
    // MARK: At a lane

    @Test("one is let in and one out, each with one line in the log")
    func lanes() async throws {
        try await DeskUnderTest().open(as: "anna") { browser in
            let admitted = try await browser.act("admit_one", ["lane": "east-in", "why": "a forgotten phone"])
            #expect(admitted["kind"].text == "admit_one" && admitted["overCap"].isTrue == false)
            #expect(admitted["needed"].isTrue == true && admitted["undoable"].isTrue == false)
            let released = try await browser.act("let_one_out", ["lane": "east-in"])
            #expect(released["kind"].text == "let_one_out" && released["lane"].text == "east-in")
            let log = try await browser.log(10)
            #expect(Set(log.map { $0["kind"].text }) == ["let_one_out", "admit_one"] && log.count == 2, "one line each")
            let line = try #require(log.first { $0["act"].text == admitted["act"].text })
            #expect(line["who"].text == "anna" && line["role"].text == "desk" && line["why"].text == "a forgotten phone")
            #expect(line["act"].text == admitted["act"].text && line["campus"].text == "east")
            #expect(try await browser.undo(admitted, is: 409)["code"].text == "cannot_be_undone")
        }
    }

    @Test("a hold stops the entry, is undone once, and a second hold was not needed")
    func hold() async throws {
        try await DeskUnderTest().open(as: "anna") { browser in
            let hold = try await browser.act("hold", ["lane": "east-in", "on": true])
            #expect(hold["on"].isTrue == true && hold["needed"].isTrue == true && hold["undoable"].isTrue == true)
            #expect(try await mode(browser) == "hold")
            #expect(try await browser.act("hold", ["lane": "east-in", "on": true])["needed"].isTrue == false)
            #expect(try await browser.act("admit_one", ["lane": "east-in"], is: 409)["code"].text == "not_served")
            #expect(try await browser.log(9).contains { $0["why"].text == "not served; a test" }, "recorded all the same")
            let back = try await browser.undo(hold)
            #expect(back["on"].isTrue == false && back["undoes"].text == hold["act"].text)
            #expect(try await mode(browser) == "normal")
            #expect(try await browser.undo(hold, is: 409)["code"].text == "cannot_be_undone")
            #expect(try await browser.log(9).first { $0["act"].text == hold["act"].text }?["undoneBy"].text == back["act"].text)
        }
    }

    @Test("both ways stand free until that is undone or ended")
    func freePassage() async throws {
        try await DeskUnderTest().open { browser in
            let free = try await browser.act("free_passage", ["lane": "east-in", "on": true])
            #expect(try await mode(browser) == "open")
            #expect(try await browser.act("admit_one", ["lane": "east-in"])["needed"].isTrue == false)
            #expect(try await browser.undo(free)["kind"].text == "free_passage")
            #expect(try await mode(browser) == "normal")
            _ = try await browser.act("free_passage", ["lane": "east-in", "on": true])
            _ = try await browser.act("free_passage", ["lane": "east-in", "on": false])
            #expect(try await mode(browser) == "normal")
        }
    }

    private func mode(_ browser: Phone) async throws -> String? {
        try await browser.json(.deskNow)["gates"].list.flatMap { $0["lanes"].list }.first { $0["lane"].text == "east-in" }?["mode"].text
    }

    @Test("into a full campus nobody is let without saying so; over the cap is recorded as needed or not")
    func overCap() async throws {
        try await DeskUnderTest(cap: 4).open { browser in
            #expect(try await browser.act("admit_one", ["lane": "east-in", "overCap": true])["needed"].isTrue == false)
            _ = try await browser.act("recount", ["campus": "east", "inside": 4])
            #expect(try await browser.act("admit_one", ["lane": "east-in"], key: "k", is: 409)["code"].text == "campus_full")
            let over = try await browser.act("admit_one", ["lane": "east-in", "overCap": true], key: "k")
            #expect(over["needed"].isTrue == true && over["overCap"].isTrue == true && over["kind"].text == "admit_one")
            #expect(try await browser.log(9).first { $0["act"].text == over["act"].text }?["overCap"].isTrue == true)
        }
    }

    // MARK: In the store

    @Test("a recount sets the count, keeps the difference, and is taken back")
    func recount() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let act = try await browser.act("recount", ["campus": "east", "inside": 17])
            #expect(act["difference"].number == 17 && act["undoable"].isTrue == true)
            let campus = try #require(try await browser.json(.deskNow)["campuses"].list.first)
            #expect(campus["inside"].number == 17 && campus["curve"].list.last?["inside"].number == 17)
            #expect(try await browser.undo(act)["difference"].number == -17)
            #expect(try await desk.inside() == 0)
        }
    }

    @Test("somebody is signed out: the booking is completed, the count is one lower")
    func signOut() async throws {
        let desk = try await DeskUnderTest()
        let booking = try await desk.book(LibraryUnderTest.anna, 0xA1)
        try await desk.enter(booking)
        try await desk.open(as: "anna") { browser in
            let visit = try #require(try await browser.json(.deskInside)["inside"][0]["visit"].text)
            #expect(try await browser.act("sign_out", ["visit": visit])["subject"].text == visit)
            #expect(try await desk.inside() == 0)
            #expect(try await desk.store.booking(booking)?.state == .completed)
            #expect(try await browser.act("sign_out", ["visit": visit], is: 409)["code"].text == "already_so")
            let none = String(repeating: "0", count: 32)
            #expect(try await browser.act("sign_out", ["visit": none], is: 404)["code"].text == "nothing_there")
        }
    }

    @Test("a revoked pass opens nothing until that is undone")
    func revoke() async throws {
        let desk = try await DeskUnderTest()
        let booking = try await desk.book(LibraryUnderTest.anna, 0xA1)
        try await desk.open { browser in
            let act = try await browser.act("revoke", ["booking": "\(booking)"])
            #expect(try await desk.enter(booking).decision.code == .revoked)
            _ = try await browser.undo(act)
            #expect(try await desk.enter(booking).decision.admits)
        }
    }

    @Test("the campus closes at this minute, for patrons too, and opens again when that is undone")
    func closeEarly() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let act = try await browser.act("close_early", ["campus": "east"])
            let now = try await browser.json(.deskNow)["campuses"].list
            #expect(now.map { $0["state"].text } == ["closed", "open"])
            #expect(now.first?["closes"].text == "2026-11-20T20:00:00.000+08:00")
            #expect(try await desk.enter(try await desk.book(LibraryUnderTest.anna, 0xA1)).decision.code == .closed)
            #expect(try await browser.act("close_early", ["campus": "east"], is: 409)["code"].text == "already_so")
            _ = try await browser.undo(act)
            #expect(try await browser.json(.deskNow)["campuses"][0]["state"].text == "open")
        }
    }

    @Test("a pass is printed where paper is accepted; the gate reads it to the end of the booking, and not after it is withdrawn")
    func printPass() async throws {
        let desk = try await DeskUnderTest { $0.admission.printedPasses = true }
        let booking = try await desk.book(LibraryUnderTest.anna, 0xA1)
        try await desk.open(as: "anna") { browser in
            let act = try await browser.act("print_pass", ["booking": "\(booking)"], key: "k")
            let code = try #require(act["code"].text)
            #expect(act["svg"].text?.hasPrefix("<svg") == true || act["svg"].text?.contains("<svg") == true)
            #expect(act["expiresAt"].text == "2026-11-20T21:50:00.000+08:00")
            #expect(try await browser.act("print_pass", ["booking": "\(booking)"], key: "k", is: 200)["code"].text == code)
            let verifier = PassVerifier(ring: desk.library.keys)
            let passes = PassDesk(verifier: verifier, campuses: desk.settings.campuses, policy: desk.settings.location)
            let (evidence, location) = passes.read(Array(code.utf8), at: DeskUnderTest.east)
            #expect(evidence.verified?.id.booking == booking)
            if case .inside = location {} else { Issue.record("the desk vouches for the place, not \(location)") }
            let log = try await browser.log()
            #expect(log[0]["kind"].text == "print_pass" && log[0]["code"].text == nil, "no pass stands in the log")
            _ = try await browser.undo(act)
            #expect(try await desk.enter(booking).decision.code == .revoked, "the paper is worth nothing any more")
        }
        let early = try await DeskUnderTest { $0.admission.printedPasses = true }
        // The last one that can be printed, and one that ends half an hour later than its pass would.
        for (number, later, status) in [(UInt64(0xB1), Duration.hours(16), 201), (0xB2, .hours(16) + .minutes(30), 409)] {
            let booking = try await early.book(LibraryUnderTest.ben, number, later: later)
            try await early.open { browser in
                let answer = try await browser.act("print_pass", ["booking": "\(booking)"], is: status)
                #expect(answer["code"].text?.hasPrefix("GH1:") == (status == 201))
                if status == 409 { #expect(answer["code"].text == "printing_too_early") }
                #expect(try await browser.log(9).count == 1, "what was not printed is not written down")
            }
        }
        let plain = try await DeskUnderTest()
        let other = try await plain.book(LibraryUnderTest.anna, 0xA1)
        try await plain.open { browser in
            let refused = try await browser.act("print_pass", ["booking": "\(other)"], is: 409)
            #expect(refused["code"].text == "printing_off")
            #expect(try await browser.log().isEmpty)
        }
    }

    // MARK: Violations

    @Test("violations are waived singly and for an outage, appeals answered, and the patron sees it")
    func violations() async throws {
        let desk = try await DeskUnderTest()
        for (number, card) in [(0xA1, LibraryUnderTest.anna), (0xB2, LibraryUnderTest.ben), (0xC3, LibraryUnderTest.carl)] as [(UInt64, String)] {
            try await desk.book(card, number)
        }
        try await desk.library.wait(until: DeskUnderTest.now + .hours(1))
        try await desk.open(as: "chen") { browser in
            let all = try await browser.json(.deskViolations)["violations"].list
            #expect(all.count == 3 && all.allSatisfy { $0["counts"].isTrue == true && $0["patron"].text?.contains("****") == true })
            let act = try await browser.act("waive", ["booking": "00000000000000a1"])
            let waived = try await browser.json(.deskViolations, "/api/v1/desk/violations?counts=false")["violations"].list
            #expect(waived.map { $0["booking"].text } == ["00000000000000a1"] && waived[0]["waivedBy"].text == "desk:chen")
            _ = try await browser.undo(act)
            #expect(try await browser.json(.deskViolations, "/api/v1/desk/violations?counts=true&campus=east&from=2026-11-20&until=2026-11-20")["violations"].list.count == 3)
            let ben = try Phone(port: browser.port)
            try await ben.signIn(LibraryUnderTest.ben)
            _ = try await ben.json(.appeal, "/api/v1/violations/00000000000000b2/appeal", ["words": "the lane was shut"], is: 201)
            #expect(try await browser.json(.deskAppeals)["appeals"].list.map { $0["words"].text } == ["the lane was shut"])
            _ = try await browser.act("answer_appeal", ["booking": "00000000000000b2", "granted": true, "words": "you are right"])
            #expect(try await ben.json(.violations)["violations"][0]["counts"].isTrue == false)
            let again = ["booking": "00000000000000b2", "granted": true, "words": "x"] as [String: Any]
            #expect(try await browser.act("answer_appeal", again, is: 409)["code"].text == "already_so")
            let outage = try await browser.act("waive_outage", ["campus": "east", "from": "2026-11-20T19:00:00+08:00", "until": "2026-11-20T20:30:00+08:00"])
            #expect(outage["difference"].number == 2)
            #expect(try await browser.json(.deskViolations, "/api/v1/desk/violations?counts=true")["violations"].list.isEmpty)
        }
    }

    // MARK: Rights and submissions

    /// Every kind with fields that are in form, and what it takes.
    static let orders: [(kind: String, fields: [String: String], power: StaffPower)] = [
        ("admit_one", ["lane": "east-in"], .admitOne), ("let_one_out", ["lane": "east-in"], .letOneOut),
        ("hold", ["lane": "east-in", "on": "true"], .hold), ("free_passage", ["lane": "east-in", "on": "true"], .freePassage),
        ("admit_one", ["lane": "east-in", "overCap": "true"], .admitOverCap), ("close_early", ["campus": "east"], .closeEarly),
        ("recount", ["campus": "east", "inside": "1"], .recount), ("sign_out", ["visit": String(repeating: "0", count: 32)], .signOut),
        ("revoke", ["booking": "00000000000000a1"], .revoke), ("waive", ["booking": "00000000000000a1"], .waive),
        ("print_pass", ["booking": "00000000000000a1"], .printPass),
        ("answer_appeal", ["booking": "00000000000000a1", "granted": "true", "words": "x"], .answerAppeal),
        ("waive_outage", ["campus": "east", "from": "2026-11-20T19:00:00+08:00", "until": "2026-11-20T20:30:00+08:00"], .waiveOutage),
        ("accept_clock", [:], .acceptClock),
    ]

    private static func typed(_ fields: [String: String]) -> [String: Any] {
        fields.mapValues { $0 == "true" ? true as Any : Int($0) as Any? ?? $0 }
    }

    @Test("whoever may not is told so, and nothing happens", arguments: orders)
    func roles(_ row: (kind: String, fields: [String: String], power: StaffPower)) async throws {
        for (login, role) in [("anna", StaffRole.desk), ("bo", .supervisor)] where !role.may(row.power) {
            let desk = try await DeskUnderTest()
            try await desk.open(as: login) { browser in
                let refused = try await browser.act(row.kind, Self.typed(row.fields), is: 403)
                #expect(refused["code"].text == "role_missing")
                #expect(try await desk.store.acts(ActQuery()).isEmpty)
            }
        }
    }

    @Test("whoever may not do a thing may not undo it either")
    func undoRoles() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let act = try await browser.act("recount", ["campus": "east", "inside": 5])
            let anna = try Phone(port: browser.port)
            try await anna.signInAtDesk("anna")
            #expect(try await anna.undo(act, is: 403)["code"].text == "role_missing")
            #expect(try await desk.inside() == 5)
            #expect(try await anna.undo(JSON(["act": "0000"]), is: 404)["code"].text == "nothing_there")
        }
    }

    @Test("a submission that comes again is done once, at a lane too; its key for something else is refused")
    func once() async throws {
        try await DeskUnderTest().open { browser in
            let first = try await browser.act("admit_one", ["lane": "east-in"], key: "k")
            #expect(try await browser.act("admit_one", ["lane": "east-in"], key: "k", is: 200)["act"].text == first["act"].text)
            #expect(try await browser.act("admit_one", ["lane": "west-in"], key: "k", is: 422)["code"].text == "key_taken")
            let recount = try await browser.act("recount", ["campus": "east", "inside": 5], key: "r")
            _ = try await browser.act("recount", ["campus": "east", "inside": 6])
            #expect(try await browser.act("recount", ["campus": "east", "inside": 5], key: "r", is: 200)["act"].text == recount["act"].text)
            #expect(try await browser.log(9).count == 3)
        }
    }

    @Test("while the store does not answer nothing is done, and the desk is told to come again")
    func storeGone() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            desk.faulty.fail(.diskFull)
            #expect(try await browser.act("recount", ["campus": "east", "inside": 5], is: 503)["code"].text == "store_failed")
            desk.faulty.heal()
            #expect(try await desk.inside() == 0)
            _ = try await browser.act("recount", ["campus": "east", "inside": 5])
        }
    }
}
