import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Acts at a lane while the store does not take their records")
struct LaneActTests {
    /// Lets the time of the house go by until `work` has its answer.
    private func whileTimeGoes<Value: Sendable>(_ desk: DeskUnderTest, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while !Task.isCancelled {
                    // One of those who wait is what keeps the status.
                    if desk.library.time.waiting > 1 { desk.library.time.advance(by: WebLimits.recordPatience) }
                    await Task.yield()
                }
                return nil
            }
            defer { group.cancelAll() }
            return try #require(try await group.next() ?? nil)
        }
    }

    /// What lets somebody out or shuts the entry, with what it is called in the log.
    static let goingFirst: [(kind: String, fields: [String: Bool], action: DeskDeed)] = [
        ("let_one_out", [:], .letOneOut), ("free_passage", ["on": true], .freePassageOn),
        ("free_passage", ["on": false], .freePassageOff), ("hold", ["on": true], .holdOn),
    ]

    @Test("with a disk that is full somebody is let out, the entry shut, told that the record waits, and recorded once", arguments: goingFirst)
    func diskFull(_ row: (kind: String, fields: [String: Bool], action: DeskDeed)) async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let (port, cookie) = (browser.port, browser.cookie)
            let act: @Sendable (Int) async throws -> String = { status in
                let again = try Phone(port: port)
                again.cookie = cookie
                var fields: [String: Any] = ["lane": "east-in"]
                for (name, value) in row.fields { fields[name] = value }
                let answer = try await again.act(row.kind, fields, key: "k", is: status)
                return "\(answer["act"].text ?? "none") \(answer["record"].text ?? "written")"
            }
            desk.faulty.fail(.diskFull)
            let first = try await whileTimeGoes(desk) { try await act(202) }
            #expect(first.hasSuffix(" waits"))
            #expect(try await whileTimeGoes(desk) { try await act(202) } == first, "the key says that it still waits")
            desk.faulty.heal()
            await desk.catchUp()
            let written = first.replacing(" waits", with: " written")
            #expect(try await act(200) == written, "the key says that it is written")
            let acts = try await desk.store.acts(ActQuery())
            #expect(acts.map(\.deed) == [row.action] && "\(acts[0].id) written" == written)
        }
    }

    @Test("an account that was closed does nothing more, also what needs no store, as soon as the store says so")
    func closed() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            _ = try await browser.act("let_one_out", ["lane": "east-in"])
            #expect(try await desk.store.change(try #require(StaffID(rawValue: "bo")), .closed(at: DeskUnderTest.now)))
            for fields in [["lane": "east-in", "on": true], ["lane": "east-in"]] as [[String: Any]] {
                let kind = fields["on"] == nil ? "let_one_out" : "free_passage"
                #expect(try await browser.act(kind, fields, is: 401)["code"].text == "signed_out")
            }
            #expect(try await desk.store.acts(ActQuery()).map(\.deed) == [.letOneOut])
        }
    }

    @Test("a store that hangs holds up nobody who wants out: who is at the desk is known without it")
    func hanging() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open(as: "anna") { browser in
            let (port, cookie) = (browser.port, browser.cookie)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for controller in desk.controllers { group.addTask { await controller.writeRecords() } }
                for controller in desk.controllers { while await !controller.hasWriter { await Task.yield() } }
                desk.faulty.hang()
                let waits = try await whileTimeGoes(desk) {
                    let phone = try Phone(port: port)
                    phone.cookie = cookie
                    return try await phone.act("let_one_out", ["lane": "east-in"], key: "k", is: 202)["record"].text
                }
                #expect(waits == "waits")
                desk.faulty.heal()
                group.cancelAll()
            }
            #expect(try await desk.store.acts(ActQuery()).map(\.deed) == [.letOneOut])
        }
    }

    @Test("with a disk that is full nobody is let in, no hold ends, and the key is free again")
    func entries() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            desk.faulty.fail(.diskFull)
            _ = try await browser.act("hold", ["lane": "east-in", "on": false], key: "h", is: 503)
            #expect(try await browser.act("admit_one", ["lane": "east-in"], key: "k", is: 503)["code"].text == "store_failed")
            desk.faulty.heal()
            _ = try await browser.act("admit_one", ["lane": "east-in"], key: "k")
            #expect(try await desk.store.acts(ActQuery()).map(\.deed) == [.admitOne])
        }
    }

    @Test("a key whose program was killed before the record was written says that nobody knows, and lets nobody in again")
    func unknown() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let slip = ActSlip(
                id: desk.newID(), at: DeskUnderTest.now, who: try #require(StaffID(rawValue: "bo")), role: .supervisor,
                why: "a test", once: OnceKey("k"))
            #expect(try await desk.store.claim("admit_one east-in", by: slip) == .new)
            #expect(try await browser.act("admit_one", ["lane": "east-in"], key: "k", is: 409)["code"].text == "act_unknown")
            #expect(try await desk.store.acts(ActQuery()).isEmpty)
        }
    }

    @Test("a record that the store refuses for itself is told as given up, and the same again")
    func givenUp() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let (port, cookie) = (browser.port, browser.cookie)
            let act: @Sendable () async throws -> String? = {
                let phone = try Phone(port: port)
                phone.cookie = cookie
                return try await phone.act("let_one_out", ["lane": "east-in"], key: "k", is: 202)["record"].text
            }
            desk.faulty.fail(.other)
            let first = try await whileTimeGoes(desk, act)
            for _ in 0..<RecordKeeper.mostTries { await desk.catchUp() }
            let second = try await act()
            desk.faulty.heal()
            let third = try await act()
            #expect([first, second, third] == ["waits", "given_up", "given_up"])
        }
    }

    @Test("whoever signed out, or changed the password elsewhere, is not remembered")
    func forgotten() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open(as: "anna") { browser in
            _ = try await browser.json(.deskSession)
            let cookie = browser.cookie
            _ = try await browser.ask(.deskSignOut)
            browser.cookie = cookie
            #expect(try await browser.act("let_one_out", ["lane": "east-in"], is: 401)["code"].text == "signed_out")
        }
    }
}
