import Foundation
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("A visit over HTTP, from the first sign-in to the record")
struct VisitTests {
    private static let slot = ["campus": "east", "start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T11:00:00+08:00"]

    @Test("a patron signs in, changes the first password, chooses, books, shows the pass, goes in and out, and reads the record")
    func whole() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await signInFirst(phone)
            let id = try await book(phone)
            try await pass(phone, library, id)
            try await goThrough(phone, library, id)
            let visit = try await phone.json(.visits)["visits"][0]
            #expect(visit["booking"].text == id)
            #expect(visit["leftAt"].text == "2026-11-21T10:30:00.000+08:00")
            #expect(try await phone.json(.booking, "/api/v1/bookings/\(id)")["state"].text == "completed")
            #expect(try await phone.ask(.signOut).status == 204)
            #expect(try await phone.json(.bookings, is: 401)["code"].text == "signed_out")
        }
    }

    private func signInFirst(_ phone: Phone) async throws {
        #expect(try await phone.json(.session, is: 401)["code"].text == "signed_out")
        #expect(try await phone.json(.signInWays)["ways"].list.map { $0["way"].text } == ["password"])
        let session = try await phone.json(.signIn, nil, ["card": LibraryUnderTest.carl, "password": LibraryUnderTest.password])
        #expect(session["patron"].text == "2021****39")
        #expect(session["mustChangePassword"].isTrue == true)
        #expect(session["endsAt"].text == "2026-11-27T20:00:00.000+08:00")
        #expect(try await phone.json(.bookings, is: 403)["code"].text == "change_password")
        let change = ["old": LibraryUnderTest.password, "new": "a corner by the window"]
        #expect(try await phone.ask(.changePassword, nil, change).status == 204)
        #expect(try await phone.json(.session)["mustChangePassword"].isTrue == false)
    }

    private func book(_ phone: Phone) async throws -> String {
        let campuses = try await phone.json(.campuses)
        #expect(campuses["campuses"].list.map { $0["campus"].text } == ["east", "west"])
        #expect(campuses["booking"]["longestMinutes"].number == 240)
        let choices = try await phone.json(.choices, "/api/v1/campuses/east/choices?date=2026-11-21")["choices"].list
        let nine = try #require(choices.first { $0["start"].text == "2026-11-21T09:00:00.000+08:00" })
        #expect(nine["ends"][0]["end"].text == "2026-11-21T10:00:00.000+08:00")
        #expect(nine["refusal"].value == nil)
        let made = try await phone.json(.book, nil, ["bookings": [Self.slot]], is: 201, headers: ["Idempotency-Key: first"])
        let booking = made["bookings"][0]
        #expect(booking["state"].text == "booked")
        #expect(booking["checkIn"]["opens"].text == "2026-11-21T08:40:00.000+08:00")
        #expect(booking["signOutBy"].text == "2026-11-21T11:20:00.000+08:00")
        #expect(booking["cancellable"].isTrue == true)
        let day = try await phone.json(.availability, "/api/v1/campuses/east/availability?from=2026-11-21&days=1")["days"][0]
        let booked = day["halfHours"].list.filter { ($0["booked"].number ?? 0) > 0 }.compactMap { $0["start"].text?.dropFirst(11).prefix(5) }
        #expect(booked == ["09:00", "09:30", "10:00", "10:30"])
        return try #require(booking["booking"].text)
    }

    private func pass(_ phone: Phone, _ library: LibraryUnderTest, _ id: String) async throws {
        try await library.wait(until: LibraryUnderTest.nine - .minutes(40))
        let path = "/api/v1/bookings/\(id)/passes"
        let early = try await phone.json(.issuePass, path, ["location": atEast], is: 201)
        #expect(early["verdict"]["code"].text == "too_early")
        #expect(early["verdict"]["opensAt"].text == "2026-11-21T08:40:00.000+08:00")
        #expect(early["verdict"]["message"]["zh"].text == "未到签到时间")
        try await library.wait(until: LibraryUnderTest.nine)
        let pass = try await phone.json(.issuePass, path, ["location": atEast], is: 201)
        #expect(pass["code"].text?.hasPrefix("GH1:") == true)
        #expect(pass["svg"].text?.hasPrefix("<svg") == true)
        #expect(pass["expiresAt"].text == "2026-11-21T09:01:00.000+08:00")
        #expect(pass["renewAfter"].text == "2026-11-21T09:00:20.000+08:00")
        #expect(pass["verdict"]["code"].text == "entry")
        #expect(pass["verdict"]["admits"].isTrue == true)
        let nowhere = try await phone.json(.issuePass, path, ["location": NSNull()], is: 201)
        #expect(nowhere["verdict"]["code"].text == "no_location")
        // To say what the gate would do changes nothing.
        #expect(try await phone.json(.booking, "/api/v1/bookings/\(id)")["state"].text == "booked")
    }

    private func goThrough(_ phone: Phone, _ library: LibraryUnderTest, _ id: String) async throws {
        let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "location": atEast]
        let inside = try await phone.json(.checkIn, nil, entry)
        #expect(inside["lane"].text == "east-in")
        #expect(inside["verdict"]["code"].text == "entry")
        #expect(try await phone.json(.booking, "/api/v1/bookings/\(id)")["state"].text == "in_use")
        #expect(try await phone.json(.visits)["visits"][0]["leftAt"].value == nil)
        try await library.wait(until: LibraryUnderTest.nine + .minutes(90))
        let exit: [String: Any] = ["kiosk": try library.kioskCode("east-out"), "booking": id, "location": atEast]
        let outside = try await phone.json(.checkIn, nil, exit)
        #expect(outside["direction"].text == "exit")
        #expect(outside["verdict"]["message"]["zh"].text == "签退成功")
    }

    @Test("a missed check-in stands in the record with its instant and rule, suspends, and can be appealed against once")
    func missed() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            let made = try await phone.json(.book, nil, ["bookings": [Self.slot]], is: 201, headers: ["Idempotency-Key: k"])
            let id = try #require(made["bookings"][0]["booking"].text)
            try await library.wait(until: LibraryUnderTest.nine + .minutes(30))
            let record = try await phone.json(.violations)
            #expect(record["violations"][0]["at"].text == "2026-11-21T09:20:00.000+08:00")
            #expect(record["violations"][0]["rule"].text == "R11")
            #expect(record["suspension"]["until"].text == "2026-11-22T00:00:00.000+08:00")
            #expect(record["suspension"]["because"][0].text == id)
            let later = ["campus": "east", "start": "2026-11-21T14:00:00+08:00", "end": "2026-11-21T15:00:00+08:00"]
            let refused = try await phone.json(.book, nil, ["bookings": [later]], is: 409, headers: ["Idempotency-Key: l"])
            #expect(refused["code"].text == "suspended")
            #expect(refused["rule"].text == "R18")
            #expect(refused["opensAt"].text == "2026-11-22T00:00:00.000+08:00")
            #expect(refused["errors"][0]["pointer"].text == "/bookings/0")
            let path = "/api/v1/violations/\(id)/appeal"
            let appeal = try await phone.json(.appeal, path, ["words": " The bus broke down.\n"], is: 201)
            #expect(appeal["appeal"]["words"].text == "The bus broke down.")
            let again = try await phone.json(.appeal, path, ["words": "Again."], is: 200)
            #expect(again["appeal"]["words"].text == "The bus broke down.")
            _ = try await library.store.answer(
                appealAgainst: try #require(BookingID(id)),
                with: Appeal.Answer(at: LibraryUnderTest.nine + .minutes(40), who: "desk", isGranted: true, words: "It did."))
            let granted = try await phone.json(.violations)
            #expect(granted["suspension"].value == nil)
            #expect(granted["violations"][0]["counts"].isTrue == false)
            #expect(granted["violations"][0]["waiver"]["why"].text == "It did.")
            #expect(!granted.description.contains("desk"), "no name of staff")
        }
    }
}
