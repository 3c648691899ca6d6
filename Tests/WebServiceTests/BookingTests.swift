import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("Bookings over HTTP")
struct BookingTests {
    private static func slot(_ start: Int, _ end: Int, _ campus: String = "east") -> [String: String] {
        func time(_ hour: Int) -> String { "2026-11-21T\(hour < 10 ? "0" : "")\(hour):00:00+08:00" }
        return ["campus": campus, "start": time(start), "end": time(end)]
    }

    private static func opened(_ work: @escaping @Sendable (Phone, LibraryUnderTest) async throws -> Void) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            try await work(phone, library)
        }
    }

    @Test("a repeated submission makes one booking, and another one cannot have its key")
    func once() async throws {
        try await Self.opened { phone, _ in
            let key = ["Idempotency-Key: a-key"]
            let first = try await phone.ask(.book, nil, ["bookings": [Self.slot(9, 11)]], headers: key)
            let again = try await phone.ask(.book, nil, ["bookings": [Self.slot(9, 11)]], headers: key)
            #expect(first.status == 201)
            #expect(again.status == 200)
            #expect(first.body == again.body)
            let other = try await phone.json(.book, nil, ["bookings": [Self.slot(12, 13)]], is: 422, headers: key)
            #expect(other["code"].text == "key_taken")
            #expect(try await phone.json(.bookings)["bookings"].list.count == 1)
        }
    }

    @Test("twenty taps at once on one submission make one booking, and all are answered with it")
    func taps() async throws {
        try await Self.opened { phone, _ in
            let body = String(decoding: try JSONSerialization.data(withJSONObject: ["bookings": [Self.slot(9, 11)]]), as: UTF8.self)
            let request = phone.request(.book, nil, body, ["Idempotency-Key: tap"])
            let port = phone.port
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<20 { group.addTask { try await ask(port, request) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status).sorted() == Array(repeating: 200, count: 19) + [201])
            #expect(Set(answers.map(\.body)).count == 1)
            #expect(try await phone.json(.bookings)["bookings"].list.count == 1)
        }
    }

    @Test("two in one submission are made together or not at all, and the refusal names the one in the way")
    func together() async throws {
        try await Self.opened { phone, _ in
            let both = try await phone.json(
                .book, nil, ["bookings": [Self.slot(9, 10), Self.slot(9, 10, "west")]], is: 409, headers: ["Idempotency-Key: a"])
            #expect(both["code"].text == "other_campus")
            #expect(both["rule"].text == "R6")
            #expect(both["errors"][0]["pointer"].text == "/bookings/1")
            #expect(both["message"]["zh"].text?.isEmpty == false && both["next"]["en"].text?.isEmpty == false)
            #expect(try await phone.json(.bookings)["bookings"].list.isEmpty)
            let joined = try await phone.json(
                .book, nil, ["bookings": [Self.slot(8, 12), Self.slot(12, 16)]], is: 201, headers: ["Idempotency-Key: b"])
            // Back to back at one campus is one stay: signing out is due once (R7).
            #expect(joined["bookings"].list.map { $0["signOutBy"].text?.dropFirst(11).prefix(5) } == ["16:20", "16:20"])
            let third = try await phone.json(.book, nil, ["bookings": [Self.slot(18, 19)]], is: 409, headers: ["Idempotency-Key: c"])
            #expect(third["code"].text == "quota")
        }
    }

    @Test("a booking is cancelled once, a repeat is answered the same, and too late it is refused with its rule")
    func cancel() async throws {
        try await Self.opened { phone, library in
            let made = try await phone.json(.book, nil, ["bookings": [Self.slot(9, 11)]], is: 201, headers: ["Idempotency-Key: a"])
            let path = "/api/v1/bookings/\(made["bookings"][0]["booking"].text ?? "")"
            let cancelled = try await phone.json(.cancel, path)
            #expect(cancelled["state"].text == "cancelled")
            #expect(cancelled["cancellable"].isTrue == false)
            #expect(cancelled["signOutBy"].value == nil)
            #expect(try await phone.json(.cancel, path)["state"].text == "cancelled")
            let next = try await phone.json(.book, nil, ["bookings": [Self.slot(9, 11)]], is: 201, headers: ["Idempotency-Key: b"])
            try await library.wait(until: LibraryUnderTest.nine + .minutes(20) + .milliseconds(1))
            let late = try await phone.json(.cancel, "/api/v1/bookings/\(next["bookings"][0]["booking"].text ?? "")", is: 409)
            #expect(late["code"].text == "too_late_to_cancel" || late["code"].text == "ended")
            #expect(late["rule"].text?.hasPrefix("R") == true)
        }
    }

    @Test("another patron's booking is answered like one that does not exist, whatever is asked of it")
    func others() async throws {
        try await Self.opened { phone, library in
            let made = try await phone.json(.book, nil, ["bookings": [Self.slot(9, 11)]], is: 201, headers: ["Idempotency-Key: a"])
            let id = try #require(made["bookings"][0]["booking"].text)
            let other = try Phone(port: phone.port)
            try await other.signIn(LibraryUnderTest.ben)
            let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "booking": id, "location": atEast]
            for stranger in [id, "00000000000000aa", "nothing", "..", "%00"] {
                let path = "/api/v1/bookings/\(stranger)"
                #expect(try await other.json(.booking, path, is: 404)["code"].text == "no_such_booking")
                #expect(try await other.json(.cancel, path, is: 404)["code"].text == "no_such_booking")
                #expect(try await other.json(.issuePass, path + "/passes", ["location": atEast], is: 404)["code"].text == "no_such_booking")
                let appeal = try await other.json(.appeal, "/api/v1/violations/\(stranger)/appeal", ["words": "No."], is: 404)
                #expect(appeal["code"].text == "no_such_violation")
            }
            #expect(try await other.json(.checkIn, nil, entry, is: 404)["code"].text == "no_such_booking")
            #expect(try await phone.json(.booking, "/api/v1/bookings/\(id)")["state"].text == "booked")
        }
    }

    @Test("choices take what was chosen before into account")
    func besides() async throws {
        try await Self.opened { phone, _ in
            let chosen = "east,2026-11-21T09:00:00%2B08:00,2026-11-21T11:00:00+08:00"
            let answer = try await phone.json(.choices, "/api/v1/campuses/east/choices?date=2026-11-21&besides=\(chosen)")
            let (choices, refusals) = (answer["choices"].list, answer["refusals"].list)
            let refused = try #require(choices.first { $0["start"].text == "2026-11-21T10:00:00.000+08:00" })
            let why = refusals[try #require(refused["refusal"].number)]
            #expect(why["code"].text == "overlap")
            #expect(why["rule"].text == "R7")
            #expect(refused["ends"].list.isEmpty, "nothing that begins then can be booked")
            #expect(Set(refusals.map { "\($0.value as Any)" }).count == refusals.count, "each reason once")
            let free = choices.first { $0["start"].text == "2026-11-21T11:00:00.000+08:00" }
            #expect(free != nil && free?["refusal"].value == nil)
        }
    }

    @Test("a day that staff close is shown with its reason, and its bookings are released without a violation")
    func closed() async throws {
        try await Self.opened { phone, library in
            _ = try await phone.json(.book, nil, ["bookings": [Self.slot(9, 11)]], is: 201, headers: ["Idempotency-Key: a"])
            let date = try #require(CivilDate("2026-11-21"))
            _ = try await library.store.except(
                DatedException(campus: CampusID(rawValue: 1), date: date, span: nil, why: "Stocktaking"),
                at: library.time.wall(), under: library.settings.terms)
            let day = try await phone.json(.availability, "/api/v1/campuses/east/availability?from=2026-11-21&days=2")["days"]
            #expect(day[0]["why"].text == "Stocktaking")
            #expect(day[0]["opens"].value == nil && day[0]["halfHours"].list.isEmpty)
            #expect(day[1]["opens"].text == "2026-11-22T08:00:00.000+08:00")
            #expect(try await phone.json(.choices, "/api/v1/campuses/east/choices?date=2026-11-21")["choices"].list.isEmpty)
            let booking = try await phone.json(.bookings)["bookings"][0]
            #expect(booking["state"].text == "released")
            #expect(booking["releasedWhy"].text == "closed")
        }
    }
}
